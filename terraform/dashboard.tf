# What operators look at: the flow from request to mail on one page, and the questions that they ask the logs.

locals {
  metric_namespace = "Scoreline/${var.prefix}"

  # Counted from what the functions log; every line says which submission it is of.
  counted = {
    SubmissionsAccepted  = { function = "request-receiver", pattern = "{ $.message = \"submission accepted\" }" }
    StatisticsCalculated = { function = "analytics-calculator", pattern = "{ $.message = \"statistics calculated\" }" }
    SubmissionsRejected  = { function = "analytics-calculator", pattern = "{ $.message = \"submission rejected\" }" }
    SubmissionsMailed    = { function = "result-notifier", pattern = "{ $.message = \"* mailed\" }" }
    EventsPublished      = { function = "result-notifier", pattern = "{ $.message = \"event published\" }" }
  }

  log_groups = [for group in aws_cloudwatch_log_group.function : group.name]

  # From the answer 202 to the mail, by submission.
  accepted_to_mailed = <<-QUERY
    filter message = "submission accepted" or message like / mailed$/
    | stats min(toMillis(@timestamp)) as accepted, max(toMillis(@timestamp)) as mailed, count_distinct(message) as steps by correlationId
    | filter steps > 1
  QUERY

  log_queries = {
    "a submission's story" = {
      groups = local.log_groups
      query  = <<-QUERY
        fields @timestamp, function, level, message, code, reason
        | filter correlationId = "PUT THE SUBMISSION'S ID HERE"
        | sort @timestamp asc
      QUERY
    }
    "accepted to mailed" = {
      groups = local.log_groups
      query  = "${local.accepted_to_mailed}| sort accepted desc\n| fields correlationId, (mailed - accepted) / 1000 as seconds\n"
    }
    "what was buried, and why" = {
      groups = local.log_groups
      query  = <<-QUERY
        filter message = "record buried"
        | stats count(*) as records, latest(reason) as example by function, code
        | sort records desc
      QUERY
    }
    "problems that clients were told" = {
      groups = [for name in local.api_functions : aws_cloudwatch_log_group.function[name].name]
      query  = <<-QUERY
        filter message = "problem"
        | stats count(*) as answers by status, code
        | sort answers desc
      QUERY
    }
    "errors" = {
      groups = local.log_groups
      query  = <<-QUERY
        fields @timestamp, function, message, correlationId, error, reason, cause, at
        | filter level = "error"
        | sort @timestamp desc
        | limit 100
      QUERY
    }
    "slow and failed requests" = {
      groups = [aws_cloudwatch_log_group.api.name]
      query  = <<-QUERY
        fields @timestamp, routeKey, status, responseLatency, integrationError, requestId
        | filter status >= 500 or responseLatency > 5000
        | sort @timestamp desc
        | limit 100
      QUERY
    }
  }
}

resource "aws_cloudwatch_log_metric_filter" "main" {
  for_each = local.counted

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.function[each.value.function].name
  pattern        = each.value.pattern

  metric_transformation {
    namespace = local.metric_namespace
    name      = each.key
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_query_definition" "main" {
  for_each = local.log_queries

  name            = "${var.prefix}/${each.key}"
  log_group_names = each.value.groups
  query_string    = each.value.query
}

# ---------------------------------------------------------------------------------------------------------------------
# Dashboard
# ---------------------------------------------------------------------------------------------------------------------

locals {
  # Each graph by its title: half a row. Metrics as CloudWatch writes them, {namespace, name, dimensions…, options}.
  graphs = [
    {
      title   = "Submissions, from accepted to mailed"
      stat    = "Sum"
      metrics = [for name in keys(local.counted) : [local.metric_namespace, name]]
    },
    {
      title   = "Requests"
      stat    = "Sum"
      metrics = [for name in ["Count", "4xx", "5xx"] : ["AWS/ApiGateway", name, "ApiId", aws_apigatewayv2_api.main.id]]
    },
    {
      title   = "How long requests take (ms)"
      stat    = "p95"
      metrics = [for name in ["Latency", "IntegrationLatency"] : ["AWS/ApiGateway", name, "ApiId", aws_apigatewayv2_api.main.id]]
    },
    {
      title   = "Messages that wait"
      stat    = "Maximum"
      metrics = [for queue in local.all_queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
    },
    {
      title   = "Age of the oldest message (s)"
      stat    = "Maximum"
      metrics = [for queue in aws_sqs_queue.main : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.name]]
    },
    {
      title   = "Runs of functions (ms)"
      stat    = "p95"
      metrics = [for function in aws_lambda_function.main : ["AWS/Lambda", "Duration", "FunctionName", function.function_name]]
    },
    {
      title   = "Functions at a time"
      stat    = "Maximum"
      metrics = [for function in aws_lambda_function.main : ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", function.function_name]]
    },
    {
      title   = "Failures of functions"
      stat    = "Sum"
      metrics = [for pair in setproduct(["Errors", "Throttles"], [for function in aws_lambda_function.main : function.function_name]) : ["AWS/Lambda", pair[0], "FunctionName", pair[1]]]
    },
    {
      title = "Messages of topics"
      stat  = "Sum"
      metrics = [
        for pair in setproduct(["NumberOfMessagesPublished", "NumberOfNotificationsDelivered", "NumberOfNotificationsFailed"], [for topic in aws_sns_topic.main : topic.name]) :
        ["AWS/SNS", pair[0], "TopicName", pair[1]]
      ]
    },
  ]

  # Log questions on the dashboard, each in a full row under the graphs.
  tables = [
    {
      title = "From accepted to mailed (s)"
      query = "${local.accepted_to_mailed}| stats count(*) as submissions, pct((mailed - accepted) / 1000, 50) as half, pct((mailed - accepted) / 1000, 95) as most, max((mailed - accepted) / 1000) as slowest"
    },
    {
      title = "What was buried, and why"
      query = local.log_queries["what was buried, and why"].query
    },
  ]

  sources = join(" | ", [for name in local.log_groups : "SOURCE '${name}'"])
}

# Dashboards belong to the account, not to a region.
resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "${var.prefix}-${local.region}"

  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type       = "alarm"
        x          = 0
        y          = 0
        width      = 24
        height     = 3
        properties = { title = "Alarms", alarms = [for alarm in concat(values(aws_cloudwatch_metric_alarm.main), values(aws_cloudwatch_metric_alarm.nobody_gets_mail)) : alarm.arn] }
      }],
      [for place, graph in local.graphs : {
        type   = "metric"
        x      = place % 2 * 12
        y      = 3 + floor(place / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = graph.title
          region  = local.region
          stat    = graph.stat
          period  = 300
          metrics = graph.metrics
        }
      }],
      [for place, table in local.tables : {
        type   = "log"
        x      = 0
        y      = 3 + ceil(length(local.graphs) / 2) * 6 + place * 6
        width  = 24
        height = 6
        properties = {
          title  = table.title
          region = local.region
          view   = "table"
          query  = "${local.sources} | ${table.query}"
        }
      }],
    )
  })
}
