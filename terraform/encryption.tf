# The key of the account's own, where one is asked for (customer_key). By default S3 and SQS encrypt with keys of theirs, and SNS with alias/aws/sns.

locals {
  customer_key_arn = one(aws_kms_key.main[*].arn)

  # Through which services the roles use the key; what each role may is in permissions.tf.
  via = { for service in ["s3", "sqs", "sns"] : service => "${service}.${local.region}.amazonaws.com" }
}

resource "aws_kms_key" "main" {
  count = var.customer_key ? 1 : 0

  description             = "Scoreline ${var.prefix}: what was submitted, what was computed, and the messages between."
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "main" {
  count = var.customer_key ? 1 : 0

  name          = "alias/${var.prefix}"
  target_key_id = aws_kms_key.main[0].key_id
}

data "aws_iam_policy_document" "key" {
  count = var.customer_key ? 1 : 0

  # Lets the account's own policies say who may use and keep the key; without it nobody could change it any more.
  statement {
    sid       = "TheAccountDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }

  # An alarm has to be able to publish to its topic; alias/aws/sns would not let it.
  statement {
    sid       = "AlarmsPublish"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  # SNS puts what it could not deliver into a queue that is encrypted with the key.
  statement {
    sid       = "TopicsBury"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_kms_key_policy" "main" {
  count = var.customer_key ? 1 : 0

  key_id = aws_kms_key.main[0].key_id
  policy = data.aws_iam_policy_document.key[0].json
}
