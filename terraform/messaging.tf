# The queues, what becomes of messages that cannot pass, and who works on them.

locals {
  day_seconds = 86400

  # Where the two kinds of encryption go: SQS refuses a queue that has both.
  queue_key     = local.customer_key_arn
  queue_own_sse = var.customer_key ? null : true

  all_queues = merge(
    { for name, queue in aws_sqs_queue.main : name => queue },
    { for name, queue in aws_sqs_queue.dead_letter : "${name}-dead-letter" => queue },
    { for name, queue in aws_sqs_queue.undelivered : "${name}-undelivered" => queue },
  )
}

# ---------------------------------------------------------------------------------------------------------------------
# Queues between the functions
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_sqs_queue" "main" {
  for_each = local.queues

  name                       = "${var.prefix}-${each.key}"
  visibility_timeout_seconds = each.value.visibilityTimeoutSeconds
  message_retention_seconds  = each.value.retentionDays * local.day_seconds
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = local.queue_own_sse
  kms_master_key_id          = local.queue_key

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter[each.key].arn
    maxReceiveCount     = each.value.maxReceiveCount
  })

  lifecycle {
    precondition {
      condition     = each.value.visibilityTimeoutSeconds >= 6 * local.functions[each.value.consumer].timeoutSeconds + each.value.batchingWindowSeconds
      error_message = "A message in work has to stay hidden for six time-outs of its consumer and the batching window, or it is worked on twice: raise queues.${each.key}.visibilityTimeoutSeconds in pipeline.json."
    }
  }
}

resource "aws_lambda_event_source_mapping" "main" {
  for_each = local.queues

  # A mapping is refused while its role may not poll.
  depends_on = [aws_iam_role_policy.function]

  event_source_arn                   = aws_sqs_queue.main[each.key].arn
  function_name                      = aws_lambda_alias.live[each.value.consumer].arn
  batch_size                         = each.value.batchSize
  maximum_batching_window_in_seconds = each.value.batchingWindowSeconds
  function_response_types            = ["ReportBatchItemFailures"]

  # Bounds the runs where they are started. Reserved concurrency would throttle them instead, and throttled messages end in the dead-letter queue.
  scaling_config {
    maximum_concurrency = each.value.maximumConcurrency
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Dead letters
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_sqs_queue" "dead_letter" {
  for_each = local.queues

  name                      = "${var.prefix}-${each.key}-dead-letter"
  message_retention_seconds = each.value.deadLetterRetentionDays * local.day_seconds
  receive_wait_time_seconds = 20
  sqs_managed_sse_enabled   = local.queue_own_sse
  kms_master_key_id         = local.queue_key
}

# A resource of its own: in the queue it would name the queue that names it.
resource "aws_sqs_queue_redrive_allow_policy" "dead_letter" {
  for_each = local.queues

  queue_url = aws_sqs_queue.dead_letter[each.key].url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.main[each.key].arn]
  })
}

# What a topic could not deliver to a subscriber that asked for it to be kept (event_subscribers, redrive).
resource "aws_sqs_queue" "undelivered" {
  for_each = local.event_topics

  name                      = "${var.prefix}-${each.key}-undelivered"
  message_retention_seconds = 14 * local.day_seconds
  receive_wait_time_seconds = 20
  sqs_managed_sse_enabled   = local.queue_own_sse
  kms_master_key_id         = local.queue_key
}

# No queue of ours may bury in it.
resource "aws_sqs_queue_redrive_allow_policy" "undelivered" {
  for_each = local.event_topics

  queue_url            = aws_sqs_queue.undelivered[each.key].url
  redrive_allow_policy = jsonencode({ redrivePermission = "denyAll" })
}

# ---------------------------------------------------------------------------------------------------------------------
# Who may, and who may not
# ---------------------------------------------------------------------------------------------------------------------

data "aws_iam_policy_document" "queue" {
  for_each = local.all_queues

  statement {
    sid       = "NothingWithoutTls"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = { for topic in local.event_topics : topic => aws_sns_topic.main[topic].arn if each.key == "${topic}-undelivered" }

    content {
      sid       = "TheTopicBuries"
      actions   = ["sqs:SendMessage"]
      resources = [each.value.arn]

      principals {
        type        = "Service"
        identifiers = ["sns.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value]
      }
    }
  }
}

resource "aws_sqs_queue_policy" "main" {
  for_each = local.all_queues

  queue_url = each.value.url
  policy    = data.aws_iam_policy_document.queue[each.key].json
}
