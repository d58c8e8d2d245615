# customer_key: buckets, queues and topics under a key of the account's own.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  customer_key = true
}

run "customer_key" {
  assert {
    condition     = aws_kms_key.main[0].enable_key_rotation && aws_kms_key_policy.main[0].key_id == aws_kms_key.main[0].key_id
    error_message = "There is one key, which is changed every year and has a policy."
  }

  assert {
    condition = alltrue([for configuration in aws_s3_bucket_server_side_encryption_configuration.main : one(configuration.rule).bucket_key_enabled &&
    one(one(configuration.rule).apply_server_side_encryption_by_default) == { sse_algorithm = "aws:kms", kms_master_key_id = aws_kms_key.main[0].arn }])
    error_message = "Buckets are encrypted with it, without a request to KMS for each object."
  }

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.main), values(aws_sqs_queue.dead_letter), values(aws_sqs_queue.undelivered)) : queue.kms_master_key_id == aws_kms_key.main[0].arn && queue.sqs_managed_sse_enabled != true])
    error_message = "Queues are encrypted with it, and not by SQS besides, which refuses both."
  }

  assert {
    condition     = alltrue([for topic in concat(values(aws_sns_topic.main), [aws_sns_topic.alarms]) : topic.kms_master_key_id == aws_kms_key.main[0].arn])
    error_message = "Topics are encrypted with it, that of alarms too."
  }

  assert {
    condition     = local.key_uses["result-reader"] == { s3 = ["kms:Decrypt"], sqs = [], sns = [] }
    error_message = "Who only reads may only decrypt."
  }

  assert {
    condition     = alltrue([for name, uses in local.key_uses : (length(uses.sns) > 0) == (length(local.functions[name].publishes) > 0)])
    error_message = "Who publishes nothing has nothing to do with the key by SNS."
  }
}
