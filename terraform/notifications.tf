# The topics: mails for people, events for programs, alarms for operators; and who has subscribed to them.

locals {
  topic_key = var.customer_key ? local.customer_key_arn : "alias/aws/sns"

  all_topics = merge({ for name, topic in aws_sns_topic.main : name => topic }, { alarms = aws_sns_topic.alarms })

  # What can be done with a topic, by SNS's own default policy.
  topic_actions = [
    for action in ["AddPermission", "DeleteTopic", "GetTopicAttributes", "ListSubscriptionsByTopic", "Publish", "RemovePermission", "SetTopicAttributes", "Subscribe"] :
    "sns:${action}"
  ]
}

resource "aws_sns_topic" "main" {
  for_each = local.topics

  name              = "${var.prefix}-${each.key}"
  kms_master_key_id = local.topic_key
}

# CloudWatch cannot publish to a topic under alias/aws/sns, whose policy nobody can change. Alarms tell nothing of submissions.
resource "aws_sns_topic" "alarms" {
  name              = "${var.prefix}-alarms"
  kms_master_key_id = local.customer_key_arn
}

# ---------------------------------------------------------------------------------------------------------------------
# Subscribers
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_sns_topic_subscription" "mail" {
  for_each = { for pair in setproduct(local.mail_topics, var.mail_recipients) : "${pair[0]} ${pair[1]}" => { topic = pair[0], address = pair[1] } }

  topic_arn = aws_sns_topic.main[each.value.topic].arn
  protocol  = "email"
  endpoint  = each.value.address
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = var.alarm_recipients

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_sns_topic_subscription" "events" {
  for_each = { for pair in setproduct(local.event_topics, keys(var.event_subscribers)) : "${pair[0]} ${pair[1]}" => { topic = pair[0], subscriber = var.event_subscribers[pair[1]] } }

  # Before that the queue would refuse what cannot be delivered.
  depends_on = [aws_sqs_queue_policy.main]

  topic_arn              = aws_sns_topic.main[each.value.topic].arn
  protocol               = each.value.subscriber.protocol
  endpoint               = each.value.subscriber.endpoint
  filter_policy          = each.value.subscriber.filter_policy
  filter_policy_scope    = each.value.subscriber.filter_policy == null ? null : each.value.subscriber.filter_policy_scope
  raw_message_delivery   = each.value.subscriber.raw_delivery
  endpoint_auto_confirms = each.value.subscriber.confirms_by_itself
  redrive_policy         = each.value.subscriber.redrive ? jsonencode({ deadLetterTargetArn = aws_sqs_queue.undelivered[each.value.topic].arn }) : null
}

# ---------------------------------------------------------------------------------------------------------------------
# Who may, and who may not
# ---------------------------------------------------------------------------------------------------------------------

data "aws_iam_policy_document" "topic" {
  for_each = local.all_topics

  statement {
    sid       = "NothingWithoutTls"
    effect    = "Deny"
    actions   = local.topic_actions
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
    for_each = each.key == "alarms" ? ["cloudwatch.amazonaws.com"] : []

    content {
      sid       = "AlarmsPublish"
      actions   = ["sns:Publish"]
      resources = [each.value.arn]

      principals {
        type        = "Service"
        identifiers = [statement.value]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }
}

resource "aws_sns_topic_policy" "main" {
  for_each = local.all_topics

  arn    = each.value.arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}
