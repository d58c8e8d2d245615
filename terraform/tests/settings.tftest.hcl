# Variables that change what is made: another environment, subscribers, versions, retention, a budget.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "another_environment" {
  variables {
    prefix = "scoreline-test"
  }

  assert {
    condition     = alltrue([for name in concat(values(aws_lambda_function.main)[*].function_name, values(aws_sqs_queue.main)[*].name, values(aws_s3_bucket.main)[*].bucket, values(aws_sns_topic.main)[*].name, values(aws_iam_role.function)[*].name) : startswith(name, "scoreline-test-")])
    error_message = "Every name begins with the prefix, so that a second environment can lie beside the first."
  }
}

run "subscribers" {
  variables {
    mail_recipients  = ["a@example.com", "b@example.com"]
    alarm_recipients = ["operators@example.com"]
    event_subscribers = {
      warehouse = { protocol = "sqs", endpoint = "arn:aws:sqs:eu-central-1:210987654321:warehouse", raw_delivery = true, filter_policy = "{\"status\": [\"partial\"]}" }
      hook      = { protocol = "https", endpoint = "https://example.com/hook", redrive = false }
    }
  }

  assert {
    condition     = toset(values(aws_sns_topic_subscription.mail)[*].endpoint) == toset(["a@example.com", "b@example.com"]) && alltrue([for subscription in aws_sns_topic_subscription.mail : subscription.topic_arn == aws_sns_topic.main["mail"].arn && subscription.protocol == "email"])
    error_message = "People are subscribed to the mails."
  }

  assert {
    condition     = one(values(aws_sns_topic_subscription.alarms)[*].endpoint) == "operators@example.com" && one(values(aws_sns_topic_subscription.alarms)[*].topic_arn) == aws_sns_topic.alarms.arn
    error_message = "Operators are subscribed to the alarms."
  }

  assert {
    condition = (aws_sns_topic_subscription.events["events warehouse"].raw_message_delivery && aws_sns_topic_subscription.events["events warehouse"].filter_policy_scope == "MessageAttributes" &&
    jsondecode(aws_sns_topic_subscription.events["events warehouse"].redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.undelivered["events"].arn })
    error_message = "A queue gets raw messages that pass its filter; what cannot be delivered is kept."
  }

  assert {
    condition     = aws_sns_topic_subscription.events["events hook"].redrive_policy == null && aws_sns_topic_subscription.events["events hook"].raw_message_delivery == false
    error_message = "An address gets envelopes; nothing is kept for whoever does not want it."
  }

  assert {
    condition     = length(output.warnings) == 1
    error_message = "All that is left to warn of is that everybody can read."
  }
}

run "rolled_back" {
  variables {
    live_versions = { request-receiver = { version = 3 }, result-reader = { version = 5, newest_percent = 10 } }
  }

  assert {
    condition     = aws_lambda_alias.live["request-receiver"].function_version == "3" && length(aws_lambda_alias.live["request-receiver"].routing_config) == 0
    error_message = "A function that is rolled back runs the version that is named."
  }

  assert {
    condition     = aws_lambda_alias.live["result-reader"].function_version == "5" && aws_lambda_alias.live["result-reader"].routing_config[0].additional_version_weights == tomap({ "9" = 0.1 })
    error_message = "A function that is rolled out slowly runs the newest version in some of its runs."
  }

  assert {
    condition     = aws_lambda_alias.live["result-notifier"].function_version == "9" && output.function_versions["request-receiver"] == { newest = "9", live = "3" }
    error_message = "The others run their newest version, and an output says which run."
  }
}

run "kept_for_ever" {
  variables {
    raw_retention_days     = null
    results_retention_days = null
  }

  assert {
    condition     = alltrue([for configuration in aws_s3_bucket_lifecycle_configuration.main : !contains(configuration.rule[*].id, "retention")])
    error_message = "Without a retention nothing expires."
  }
}

run "budget" {
  variables {
    budget = { monthly_usd = 20, email_addresses = ["operators@example.com"] }
  }

  assert {
    condition     = aws_budgets_budget.main[0].limit_amount == "20" && length(aws_budgets_budget.main[0].notification) == 2
    error_message = "The budget warns of what was spent, and of what will be."
  }
}
