# What each function may do: its role, with what pipeline.json says that it does and nothing besides.

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# Roles belong to the account, not to a region: with the region in the name one prefix can be deployed in two.
resource "aws_iam_role" "function" {
  for_each = local.functions

  name               = "${var.prefix}-${each.key}-${local.region}"
  description        = "What ${var.prefix}-${each.key} may do."
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "work"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.function[each.key].json
}

locals {
  # By function, what it may do with which of our things. A statement with nothing to act on is left out.
  grants = {
    for name, settings in local.functions : name => {
      # Without ListBucket S3 answers 403 for a missing key, and a function could not tell it from a failure.
      ListBuckets = {
        actions   = ["s3:ListBucket"]
        resources = [for bucket in distinct(concat(settings.reads, settings.writes)) : aws_s3_bucket.main[bucket].arn]
      }
      ReadObjects = {
        actions   = ["s3:GetObject"]
        resources = [for bucket in settings.reads : "${aws_s3_bucket.main[bucket].arn}/*"]
      }
      # Conditional writes, multipart uploads and presigned parts among them.
      WriteObjects = {
        actions   = ["s3:PutObject"]
        resources = [for bucket in settings.writes : "${aws_s3_bucket.main[bucket].arn}/*"]
      }
      # Whoever answers for uploads looks at which parts are there.
      ListParts = {
        actions   = ["s3:ListMultipartUploadParts"]
        resources = [for bucket in settings.reads : "${aws_s3_bucket.main[bucket].arn}/*" if bucket == local.pipeline.api.uploads.bucket && contains(local.upload_functions, name)]
      }
      GiveUpParts = {
        actions   = ["s3:AbortMultipartUpload"]
        resources = [for bucket in lookup(settings, "assembles", []) : "${aws_s3_bucket.main[bucket].arn}/*"]
      }
      # The mapping polls in the function's name; the function itself puts messages off.
      Consume = {
        actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        resources = [for queue in local.consumes[name] : aws_sqs_queue.main[queue].arn]
      }
      Send = {
        actions   = ["sqs:SendMessage"]
        resources = concat([for queue in settings.sends : aws_sqs_queue.main[queue].arn], [for queue in local.consumes[name] : aws_sqs_queue.dead_letter[queue].arn])
      }
      Publish = {
        actions   = ["sns:Publish"]
        resources = [for topic in settings.publishes : aws_sns_topic.main[topic].arn]
      }
      Log = {
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["${aws_cloudwatch_log_group.function[name].arn}:*"]
      }
      # X-Ray has no resources to name.
      Trace = {
        actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        resources = ["*"]
      }
    }
  }

  # By function and service, what it has to do with the account's own key: whoever writes makes data keys, whoever reads opens them. SQS and SNS do both for a sender.
  key_uses = {
    for name, settings in local.functions : name => {
      s3 = concat(
        [for action in ["kms:Decrypt"] : action if length(settings.reads) > 0],
        [for action in ["kms:GenerateDataKey"] : action if length(settings.writes) > 0],
      )
      # A consumer sends too: to the dead-letter queue.
      sqs = [for action in ["kms:Decrypt", "kms:GenerateDataKey"] : action if length(settings.sends) + length(local.consumes[name]) > 0]
      sns = [for action in ["kms:Decrypt", "kms:GenerateDataKey"] : action if length(settings.publishes) > 0]
    }
  }
}

data "aws_iam_policy_document" "function" {
  for_each = local.functions

  dynamic "statement" {
    for_each = { for sid, grant in local.grants[each.key] : sid => grant if length(grant.resources) > 0 }

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  dynamic "statement" {
    for_each = { for service, actions in local.key_uses[each.key] : service => actions if var.customer_key && length(actions) > 0 }

    content {
      sid       = "KeyBy${title(statement.key)}"
      actions   = statement.value
      resources = [local.customer_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [local.via[statement.key]]
      }
    }
  }
}
