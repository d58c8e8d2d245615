# What operators are told of by themselves. Each alarm names the section of the runbook that says what to do.

locals {
  alarms = merge(
    # A message that could not pass waits for somebody: no message is lost without one.
    {
      for name, queue in merge({ for name, queue in aws_sqs_queue.dead_letter : "${name}-dead-letter" => queue }, { for name, queue in aws_sqs_queue.undelivered : "${name}-undelivered" => queue }) :
      "${name}-not-empty" => {
        runbook    = "dead-letter-queue-not-empty"
        what       = "Messages wait in ${queue.name}."
        namespace  = "AWS/SQS"
        metric     = "ApproximateNumberOfMessagesVisible"
        dimensions = { QueueName = queue.name }
        statistic  = "Maximum"
        threshold  = 0
        period     = 60
        periods    = 1
      }
    },
    # A submission that waits for so long is told to be overdue.
    {
      for name, queue in aws_sqs_queue.main : "${name}-is-late" => {
        runbook    = "queue-is-late"
        what       = "The oldest message in ${queue.name} is older than ${local.pipeline.api.overdueAfterSeconds} s."
        namespace  = "AWS/SQS"
        metric     = "ApproximateAgeOfOldestMessage"
        dimensions = { QueueName = queue.name }
        statistic  = "Maximum"
        threshold  = local.pipeline.api.overdueAfterSeconds
        period     = 300
        periods    = 1
      }
    },
    {
      for name, function in aws_lambda_function.main : "${name}-errors" => {
        runbook    = "function-errors"
        what       = "${function.function_name} crashed or ran out of time."
        namespace  = "AWS/Lambda"
        metric     = "Errors"
        dimensions = { FunctionName = function.function_name }
        statistic  = "Sum"
        threshold  = 0
        period     = 300
        periods    = 1
      }
    },
    # Lambda tries again by itself; what matters is that it goes on.
    {
      for name, function in aws_lambda_function.main : "${name}-throttles" => {
        runbook    = "function-throttles"
        what       = "${function.function_name} may not run as often as it has to, for 15 minutes."
        namespace  = "AWS/Lambda"
        metric     = "Throttles"
        dimensions = { FunctionName = function.function_name }
        statistic  = "Sum"
        threshold  = 0
        period     = 300
        periods    = 3
      }
    },
    {
      api-fails = {
        runbook    = "api-fails"
        what       = "The API answered 5 requests or more with 5xx within 5 minutes."
        namespace  = "AWS/ApiGateway"
        metric     = "5xx"
        dimensions = { ApiId = aws_apigatewayv2_api.main.id }
        statistic  = "Sum"
        threshold  = 4
        period     = 300
        periods    = 1
      }
    },
    # By construction there are never more. SNS suspends an e-mail subscription that gets more than ten a second, and deletes it two days later.
    {
      for name, topic in aws_sns_topic.main : "${name}-rate" => {
        runbook    = "mail-rate-near-the-limit"
        what       = "More than ${local.topics[name].mostPerSecond} messages a second went to ${topic.name}: somebody else publishes, or the notifier runs too often."
        namespace  = "AWS/SNS"
        metric     = "NumberOfMessagesPublished"
        dimensions = { TopicName = topic.name }
        statistic  = "Sum"
        threshold  = local.topics[name].mostPerSecond * 60
        period     = 60
        periods    = 1
      } if lookup(local.topics[name], "mostPerSecond", null) != null
    },
    {
      for name, topic in aws_sns_topic.main : "${name}-not-delivered" => {
        runbook    = "messages-not-delivered"
        what       = "A subscriber of ${topic.name} did not take a message."
        namespace  = "AWS/SNS"
        metric     = "NumberOfNotificationsFailed"
        dimensions = { TopicName = topic.name }
        statistic  = "Sum"
        threshold  = 0
        period     = 300
        periods    = 1
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = "${each.value.what} What to do: ${var.runbook_url}#${each.value.runbook}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# A mail that is published and delivered to nobody: no subscription was confirmed, or SNS suspended the last one. Neither counts as a failure.
resource "aws_cloudwatch_metric_alarm" "nobody_gets_mail" {
  for_each = local.mail_topics

  alarm_name          = "${var.prefix}-${each.key}-reaches-nobody"
  alarm_description   = "Mails were published to ${aws_sns_topic.main[each.key].name} within an hour, and none was delivered. What to do: ${var.runbook_url}#mail-reaches-nobody"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "lost"
    label       = "mails that reached nobody"
    expression  = "IF(FILL(published, 0) > 0 AND FILL(delivered, 0) == 0, published, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { published = "NumberOfMessagesPublished", delivered = "NumberOfNotificationsDelivered" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SNS"
        metric_name = metric_query.value
        dimensions  = { TopicName = aws_sns_topic.main[each.key].name }
        stat        = "Sum"
        period      = 3600
      }
    }
  }
}

# Of the whole account: costs can be told apart by tag only once its owner has activated the tag for billing.
resource "aws_budgets_budget" "main" {
  count = var.budget == null ? 0 : 1

  name         = "${var.prefix}-${local.region}"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.budget.monthly_usd)
  limit_unit   = "USD"

  notification {
    notification_type          = "ACTUAL"
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = var.budget.email_addresses
  }

  notification {
    notification_type          = "FORECASTED"
    comparison_operator        = "GREATER_THAN"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = var.budget.email_addresses
  }
}
