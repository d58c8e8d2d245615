# What is made with no variable set: the cheap and safe deployment.

mock_provider "aws" {
  source = "./tests/mocks"
}

# One run, since every one plans and applies the whole anew.
run "defaults" {
  assert {
    condition     = alltrue([for name, function in aws_lambda_function.main : function.function_name == "scoreline-${name}" && function.runtime == "nodejs24.x" && function.architectures == tolist(["arm64"]) && function.publish])
    error_message = "Functions run on Node 24 and arm64 under the name of prefix and function, and every change is a version."
  }

  assert {
    condition     = alltrue([for name, function in aws_lambda_function.main : function.memory_size == local.functions[name].memoryMb && function.timeout == local.functions[name].timeoutSeconds])
    error_message = "Memory and time-out of functions are those of pipeline.json."
  }

  assert {
    condition     = alltrue([for name, function in aws_lambda_function.main : function.source_code_hash == filebase64sha256("../dist/${name}.zip")])
    error_message = "A function's code is the zip that npm run build made."
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.main : function.tracing_config[0].mode == "Active" && function.logging_config[0].log_format == "JSON" && function.reserved_concurrent_executions == null])
    error_message = "Functions are traced, log JSON, and reserve nothing: small accounts have nothing to reserve."
  }

  assert {
    condition     = alltrue([for name, function in aws_lambda_function.main : function.logging_config[0].log_group == aws_cloudwatch_log_group.function[name].name && aws_cloudwatch_log_group.function[name].retention_in_days == 30])
    error_message = "A function logs to its own group, which forgets after 30 days."
  }

  assert {
    condition     = alltrue([for name, function in aws_lambda_function.main : aws_lambda_alias.live[name].name == "live" && aws_lambda_alias.live[name].function_version == function.version && length(aws_lambda_alias.live[name].routing_config) == 0])
    error_message = "The alias live is the newest version of its function."
  }

  assert {
    condition     = aws_lambda_function.main["result-notifier"].environment[0].variables["API_URL"] == aws_apigatewayv2_api.main.api_endpoint
    error_message = "The notifier links to the API."
  }

  assert {
    condition = alltrue([for name, settings in local.functions : toset(keys(aws_lambda_function.main[name].environment[0].variables)) == setunion(
      [for bucket in concat(settings.reads, settings.writes) : "${upper(bucket)}_BUCKET"],
      [for queue in concat(settings.sends, local.consumes[name]) : "${upper(queue)}_QUEUE_URL"],
      [for queue in local.consumes[name] : "${upper(queue)}_DEAD_LETTER_QUEUE_URL"],
      [for topic in settings.publishes : "${upper(topic)}_TOPIC_ARN"],
      lookup(settings, "linksToApi", false) ? ["API_URL"] : [],
      contains(["request-receiver", "result-reader"], name) ? ["AUTH"] : [],
    )])
    error_message = "A function's environment says where its things are, and nothing else."
  }

  # Queues

  assert {
    condition     = alltrue([for name, queue in aws_sqs_queue.main : queue.name == "scoreline-${name}" && jsondecode(queue.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead_letter[name].arn, maxReceiveCount = local.queues[name].maxReceiveCount }])
    error_message = "Every queue puts what was received too often into its dead-letter queue."
  }

  assert {
    condition     = alltrue([for queue in aws_sqs_queue.dead_letter : queue.message_retention_seconds == 1209600])
    error_message = "Dead-letter queues keep messages for 14 days."
  }

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.main), values(aws_sqs_queue.dead_letter), values(aws_sqs_queue.undelivered)) : queue.sqs_managed_sse_enabled && queue.kms_master_key_id == null && queue.receive_wait_time_seconds == 20])
    error_message = "Queues are encrypted by SQS, and polled for long."
  }

  assert {
    condition     = alltrue([for name, queue in aws_sqs_queue.dead_letter : aws_sqs_queue_redrive_allow_policy.dead_letter[name].queue_url == queue.url])
    error_message = "Every dead-letter queue says who may bury in it."
  }

  assert {
    condition     = toset(keys(aws_sqs_queue_policy.main)) == toset(["calculation", "calculation-dead-letter", "notification", "notification-dead-letter", "events-undelivered"])
    error_message = "Every queue has a policy."
  }

  assert {
    condition = alltrue([for name, mapping in aws_lambda_event_source_mapping.main : mapping.function_response_types == toset(["ReportBatchItemFailures"]) && mapping.batch_size == local.queues[name].batchSize &&
    mapping.maximum_batching_window_in_seconds == local.queues[name].batchingWindowSeconds && mapping.scaling_config[0].maximum_concurrency == local.queues[name].maximumConcurrency])
    error_message = "Mappings have the settings of pipeline.json, and report the records that failed."
  }

  # Buckets

  assert {
    condition     = { for name, bucket in aws_s3_bucket.main : name => bucket.bucket } == { for name in ["contracts", "raw", "results"] : name => "scoreline-${name}-123456789012-eu-central-1" }
    error_message = "Names of buckets have account and region in them, so that no other account has them."
  }

  assert {
    condition = alltrue([for name, bucket in aws_s3_bucket.main : !bucket.force_destroy && aws_s3_bucket_versioning.main[name].versioning_configuration[0].status == "Enabled" &&
    one(one(aws_s3_bucket_server_side_encryption_configuration.main[name].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"])
    error_message = "Buckets keep their data on destroy, keep old versions and are encrypted by S3."
  }

  assert {
    condition     = alltrue([for block in aws_s3_bucket_public_access_block.main : block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets])
    error_message = "No bucket can be made public."
  }

  assert {
    condition     = { for rule in aws_s3_bucket_lifecycle_configuration.main["raw"].rule : rule.id => try(rule.expiration[0].days, null) if contains(["retention", "idempotency"], rule.id) } == { retention = 365, idempotency = 7 }
    error_message = "Score lines are kept for a year, and keys of requests for a week."
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.main["raw"].rule : rule.abort_incomplete_multipart_upload[0].days_after_initiation if rule.id == "incomplete-uploads"]) * 24 > local.pipeline.api.uploads.expiryHours
    error_message = "S3 throws no part away that is still to be joined."
  }

  assert {
    condition     = one(aws_s3_bucket.main["raw"].cors_rule).allowed_methods == tolist(["PUT"]) && contains(one(aws_s3_bucket.main["raw"].cors_rule).allowed_headers, "x-amz-checksum-crc32") && one(aws_s3_bucket.main["raw"].cors_rule).expose_headers == tolist(["ETag"])
    error_message = "Pages can send parts, with their checksum."
  }

  # API

  assert {
    condition     = toset([for route in aws_apigatewayv2_route.main : route.route_key]) == toset([for route in local.pipeline.api.routes : "${route.method} ${route.path}"])
    error_message = "Routes are those of pipeline.json."
  }

  assert {
    condition     = alltrue([for route in concat(values(aws_apigatewayv2_route.main), [aws_apigatewayv2_route.fallback]) : route.authorization_type == "NONE" && route.authorizer_id == null])
    error_message = "Without auth no route asks for a token."
  }

  assert {
    condition     = length(aws_cognito_user_pool.main) == 0 && length(aws_apigatewayv2_authorizer.main) == 0 && length(aws_cognito_user_pool_client.machine) == 0
    error_message = "Without auth there is no user pool."
  }

  assert {
    condition     = alltrue([for integration in aws_apigatewayv2_integration.main : integration.payload_format_version == "2.0" && integration.timeout_milliseconds == 30000])
    error_message = "Functions get payload 2.0, and have 30 s."
  }

  assert {
    condition     = alltrue([for name, permission in aws_lambda_permission.api : permission.qualifier == "live" && permission.function_name == "scoreline-${name}" && permission.principal == "apigateway.amazonaws.com"])
    error_message = "The API may run the alias live of its functions."
  }

  assert {
    condition     = aws_apigatewayv2_stage.main.default_route_settings[0].throttling_rate_limit == local.pipeline.api.throttle.ratePerSecond && aws_apigatewayv2_stage.main.access_log_settings[0].destination_arn == aws_cloudwatch_log_group.api.arn
    error_message = "The stage throttles by pipeline.json and writes what it answered."
  }

  # Topics and alarms

  assert {
    condition     = alltrue([for topic in aws_sns_topic.main : topic.kms_master_key_id == "alias/aws/sns"]) && aws_sns_topic.alarms.kms_master_key_id == null
    error_message = "Topics are encrypted by SNS's key, but for that of alarms, to which CloudWatch could not publish then."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.mail) + length(aws_sns_topic_subscription.events) + length(aws_sns_topic_subscription.alarms) == 0
    error_message = "Nobody is subscribed by default."
  }

  assert {
    condition = length(setsubtract(
      ["calculation-dead-letter-not-empty", "notification-dead-letter-not-empty", "events-undelivered-not-empty", "calculation-is-late", "notification-is-late", "result-notifier-errors", "result-notifier-throttles", "api-fails", "mail-rate"],
      keys(aws_cloudwatch_metric_alarm.main),
    )) == 0
    error_message = "There is an alarm for each thing that can go wrong by itself."
  }

  assert {
    condition = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.main), values(aws_cloudwatch_metric_alarm.nobody_gets_mail)) :
    can(regex(" docs/operations.md#[a-z0-9-]+$", alarm.alarm_description)) && contains(alarm.alarm_actions, aws_sns_topic.alarms.arn)])
    error_message = "Every alarm is told to operators and leads to its section of the runbook."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.main["mail-rate"].threshold < 10 * 60
    error_message = "The alarm goes off before SNS suspends anybody."
  }

  assert {
    condition     = length(aws_kms_key.main) == 0 && length(aws_budgets_budget.main) == 0
    error_message = "Neither a key nor a budget is made unless it is asked for."
  }

  # What one is told

  assert {
    condition     = length([for warning in output.warnings : warning if strcontains(warning, "auth = \"none\"")]) == 1 && length(output.warnings) == 3
    error_message = "An output warns that everybody can read, and that nobody is told."
  }

  assert {
    condition     = output.auth == null && output.token_command == null && startswith(output.try_it, "curl -sS -X POST 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/submissions'")
    error_message = "The command to try it with needs no token."
  }
}
