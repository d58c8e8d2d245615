# The functions, their logs, and the alias `live` that everything runs them by.

locals {
  # The environment of each function: where its things are, by what pipeline.json says it does. The same rule as on a laptop (local/topology.ts).
  environment = {
    for name, settings in local.functions : name => merge(
      { for bucket in distinct(concat(settings.reads, settings.writes)) : "${local.variable_names[bucket]}_BUCKET" => aws_s3_bucket.main[bucket].bucket },
      { for queue in distinct(concat(settings.sends, local.consumes[name])) : "${local.variable_names[queue]}_QUEUE_URL" => aws_sqs_queue.main[queue].url },
      { for queue in local.consumes[name] : "${local.variable_names[queue]}_DEAD_LETTER_QUEUE_URL" => aws_sqs_queue.dead_letter[queue].url },
      { for topic in settings.publishes : "${local.variable_names[topic]}_TOPIC_ARN" => aws_sns_topic.main[topic].arn },
      { for variable in ["API_URL"] : variable => local.api_url if lookup(settings, "linksToApi", false) },
      { for variable, value in local.auth_environment : variable => value if contains(local.api_functions, name) },
    )
  }
}

# Made before the functions: Lambda would make a group without an end by itself.
resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.prefix}-${each.key}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "main" {
  for_each = local.functions

  # A function that runs before its role is ready fails, and one without its log group makes one of its own.
  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]

  function_name    = "${var.prefix}-${each.key}"
  role             = aws_iam_role.function[each.key].arn
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/../dist/${each.key}.zip"
  source_code_hash = filebase64sha256("${path.module}/../dist/${each.key}.zip")
  memory_size      = each.value.memoryMb
  timeout          = each.value.timeoutSeconds
  # Every change becomes a version, which the alias can go back to.
  publish = true

  environment {
    variables = local.environment[each.key]
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.function[each.key].name
    log_format            = "JSON"
    application_log_level = var.log_level
    # Where a run's time and memory are told.
    system_log_level = "INFO"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_alias" "live" {
  for_each = local.functions

  name             = "live"
  description      = "The version that is in use."
  function_name    = aws_lambda_function.main[each.key].function_name
  function_version = contains(keys(var.live_versions), each.key) ? tostring(var.live_versions[each.key].version) : aws_lambda_function.main[each.key].version

  dynamic "routing_config" {
    for_each = { for name, live in var.live_versions : name => live if name == each.key && live.newest_percent > 0 }

    content {
      additional_version_weights = { (aws_lambda_function.main[each.key].version) = routing_config.value.newest_percent / 100 }
    }
  }
}
