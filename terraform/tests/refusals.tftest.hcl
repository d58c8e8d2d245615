# Variables that make no deployment are refused before anything is planned. A run gives several at once, each of which has to be refused.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  queue = "arn:aws:sqs:eu-central-1:123456789012:queue"
}

run "refused" {
  command = plan

  variables {
    prefix             = "Scoreline"                    # bucket names have no capitals
    region             = "eu-central-1a"                # a zone
    tags               = { "aws:owner" = "me" }         # AWS's own
    mail_recipients    = ["course-team"]                # no host
    alarm_recipients   = ["operators@"]                 # no host
    runbook_url        = "docs/operations.md#top"       # the section is put behind it
    auth               = "basic"                        # none, or cognito
    browser_addresses  = ["http://scores.example.com/"] # plain http
    machine_clients    = { lms = ["write"] }            # no such scope
    raw_retention_days = 7                              # messages in dead-letter queues speak of them for 14 days
    old_version_days   = 0.5                            # half a day
    log_retention_days = 31                             # CloudWatch knows 30 and 60
    log_level          = "VERBOSE"                      # no such level
    live_versions      = { receiver = { version = 1 } } # no such function
    budget             = { monthly_usd = 0, email_addresses = ["operators@example.com"] }
    event_subscribers  = { stream = { protocol = "firehose", endpoint = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/s" } } # needs a role of its own
  }

  expect_failures = [
    var.prefix, var.region, var.tags, var.mail_recipients, var.alarm_recipients, var.runbook_url, var.auth, var.browser_addresses, var.machine_clients,
    var.raw_retention_days, var.old_version_days, var.log_retention_days, var.log_level, var.live_versions, var.budget, var.event_subscribers,
  ]
}

run "refused_too" {
  command = plan

  variables {
    prefix                 = "scoreline-of-the-east" # too long for names of buckets
    machine_clients        = { lms = [] }            # no scope
    results_retention_days = 100                     # score lines stay for 365
    live_versions          = { result-reader = { version = 0 } }
    budget                 = { monthly_usd = 20, email_addresses = [] } # warns nobody
    event_subscribers      = { hook = { protocol = "https", endpoint = "http://example.com/" } }
  }

  expect_failures = [var.prefix, var.machine_clients, var.results_retention_days, var.live_versions, var.budget, var.event_subscribers]
}

run "refused_as_well" {
  command = plan

  variables {
    prefix             = "scoreline-"           # ends with a hyphen
    machine_clients    = { browser = ["read"] } # the browser client's name
    raw_retention_days = null                   # score lines stay for ever, and statistics go
    live_versions      = { result-reader = { version = 1, newest_percent = 101 } }
    event_subscribers  = { queue = { protocol = "sqs", endpoint = "https://sqs.eu-central-1.amazonaws.com/123456789012/queue" } } # a URL for an ARN
  }

  expect_failures = [var.prefix, var.machine_clients, var.results_retention_days, var.live_versions, var.event_subscribers]
}

run "refused_likewise" {
  command = plan

  variables {
    prefix            = "my-aws" # no name of a sign-in domain
    event_subscribers = { queue = { protocol = "sqs", endpoint = var.queue, filter_policy = "partial" } }
  }

  expect_failures = [var.prefix, var.event_subscribers]
}

run "a_filter_policy_with_six_keys_is_refused" {
  command = plan

  variables {
    event_subscribers = { queue = { protocol = "sqs", endpoint = var.queue, filter_policy = "{\"a\": [1], \"b\": [1], \"c\": [1], \"d\": [1], \"e\": [1], \"f\": [1]}" } }
  }

  expect_failures = [var.event_subscribers]
}

run "a_filter_of_nothing_is_refused" {
  command = plan

  variables {
    event_subscribers = { queue = { protocol = "sqs", endpoint = var.queue, filter_policy_scope = "Subject" } }
  }

  expect_failures = [var.event_subscribers]
}

run "raw_delivery_to_a_function_is_refused" {
  command = plan

  variables {
    event_subscribers = { function = { protocol = "lambda", endpoint = "arn:aws:lambda:eu-central-1:123456789012:function:f", raw_delivery = true } }
  }

  expect_failures = [var.event_subscribers]
}
