# What may differ from one deployment to another. What is the same in all of them, on laptops too, is in pipeline.json.

# ---------------------------------------------------------------------------------------------------------------------
# The environment
# ---------------------------------------------------------------------------------------------------------------------

variable "prefix" {
  description = "What every name begins with. Another prefix is another environment, beside the first in the same account."
  type        = string
  default     = "scoreline"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.prefix)) && length(var.prefix) >= 2 && length(var.prefix) <= 20
    error_message = "A prefix has 2 to 20 small letters, digits and single hyphens, begins with a letter and does not end with a hyphen: names of buckets leave no more room."
  }

  validation {
    condition     = !can(regex("^(xn--|sthree-|amzn-s3-demo-)|aws|amazon|cognito", var.prefix))
    error_message = "AWS keeps these for itself: prefixes that begin with xn--, sthree- or amzn-s3-demo- (bucket names), or hold aws, amazon or cognito (sign-in domains)."
  }
}

variable "region" {
  description = "Region that everything lies in, such as eu-central-1. By default the one that the AWS tools use: AWS_REGION, or that of the profile."
  type        = string
  default     = null

  validation {
    condition     = var.region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "This is no region. Give one such as eu-central-1 or us-east-1."
  }
}

variable "tags" {
  description = "Tags that everything bears, beside Project, Environment and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.tags) : length(name) <= 128 && !startswith(lower(name), "aws:")])
    error_message = "A tag's name has 128 characters at most and does not begin with aws:."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# What is told to whom
# ---------------------------------------------------------------------------------------------------------------------

variable "mail_recipients" {
  description = "E-mail addresses that get the reports. Each one has to follow the link in the mail that SNS sends it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.mail_recipients : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", address))])
    error_message = "Each recipient is an e-mail address, such as course-team@example.com."
  }
}

variable "event_subscribers" {
  description = <<-TEXT
    Programs that get the events, by a name of your own. A queue or function of yours has to let the topic send to it; an https endpoint has to
    confirm. `filter_policy` is JSON (5 keys, 150 combinations), held against the message's attributes or its body. With `redrive`, what cannot be
    delivered waits in a queue of Scoreline's.
  TEXT
  type = map(object({
    protocol            = string
    endpoint            = string
    filter_policy       = optional(string)
    filter_policy_scope = optional(string, "MessageAttributes")
    raw_delivery        = optional(bool, false)
    redrive             = optional(bool, true)
    confirms_by_itself  = optional(bool, false)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for subscriber in var.event_subscribers : contains(["sqs", "lambda", "https"], subscriber.protocol)])
    error_message = "A subscriber's protocol is sqs, lambda or https. People are mail_recipients, and results do not go over plain http."
  }

  validation {
    condition = alltrue([for subscriber in var.event_subscribers : subscriber.protocol == "https" ? startswith(subscriber.endpoint, "https://")
    : can(regex("^arn:[\\w-]+:${subscriber.protocol}:", subscriber.endpoint))])
    error_message = "A subscriber's endpoint is an address that begins with https:// (protocol https), or the ARN of a queue or function (sqs, lambda); a queue's URL is not its ARN."
  }

  validation {
    condition     = alltrue([for subscriber in var.event_subscribers : try(length(keys(jsondecode(subscriber.filter_policy))) <= 5, subscriber.filter_policy == null)])
    error_message = "A filter policy is a JSON object of five keys at most, such as {\"status\": [\"partial\"]}."
  }

  validation {
    condition     = alltrue([for subscriber in var.event_subscribers : contains(["MessageAttributes", "MessageBody"], subscriber.filter_policy_scope)])
    error_message = "filter_policy_scope is MessageAttributes or MessageBody."
  }

  validation {
    condition     = alltrue([for subscriber in var.event_subscribers : !subscriber.raw_delivery || subscriber.protocol != "lambda"])
    error_message = "SNS delivers raw messages to sqs and https only: leave raw_delivery out for a function."
  }
}

variable "alarm_recipients" {
  description = "E-mail addresses that are told when an alarm goes off and when it is over. Each one has to follow the link in the mail that SNS sends it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alarm_recipients : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", address))])
    error_message = "Each recipient is an e-mail address, such as operators@example.com."
  }
}

variable "runbook_url" {
  description = "Where the runbook can be read; every alarm links to its section of it. By default its place in the repository."
  type        = string
  default     = "docs/operations.md"
  nullable    = false

  validation {
    condition     = can(regex("^(https://)?[^\\s#]+$", var.runbook_url))
    error_message = "runbook_url is an address or a path without # and blanks: the section is put behind it."
  }
}

variable "budget" {
  description = "Warns by e-mail at 80 % of so many US dollars a month, and when the forecast is above them. It counts the whole account. Without it there is none."
  type = object({
    monthly_usd     = number
    email_addresses = set(string)
  })
  default = null

  validation {
    condition     = try(var.budget.monthly_usd > 0 && length(var.budget.email_addresses) >= 1 && length(var.budget.email_addresses) <= 10, var.budget == null)
    error_message = "A budget is above 0 US dollars, and has 1 to 10 e-mail addresses to warn."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Who may use the API
# ---------------------------------------------------------------------------------------------------------------------

variable "auth" {
  description = "Who may use the API: none (everybody who knows its address) or cognito (who has a token with the scope that the route asks for)."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "cognito"], var.auth)
    error_message = "auth is none or cognito."
  }
}

variable "machine_clients" {
  description = "Programs that get tokens by client id and secret (auth = cognito), by a name of your own, and their scopes: submit, read (what they submitted themselves), read-all (all of it)."
  type        = map(set(string))
  default     = { machine = ["submit", "read"] }
  nullable    = false

  validation {
    condition     = alltrue([for scopes in var.machine_clients : length(scopes) > 0 && length(setsubtract(scopes, ["submit", "read", "read-all"])) == 0])
    error_message = "A machine client has at least one of the scopes submit, read and read-all, and no other."
  }

  validation {
    condition     = alltrue([for name in keys(var.machine_clients) : can(regex("^[a-z][a-z0-9-]{0,62}$", name)) && name != "browser"])
    error_message = "A machine client's name has small letters, digits and hyphens; browser is the name of the browser client."
  }
}

variable "browser_addresses" {
  description = "Addresses of pages that people come back to after they have signed in or out (auth = cognito)."
  type        = set(string)
  default     = ["http://localhost:3000/"]
  nullable    = false

  validation {
    condition     = length(var.browser_addresses) > 0 && alltrue([for address in var.browser_addresses : can(regex("^(https://[^\\s#]+|http://localhost(:[0-9]+)?(/[^\\s#]*)?)$", address))])
    error_message = "There is at least one address, and each begins with https:// or http://localhost and has no #."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# What is kept, and for how long
# ---------------------------------------------------------------------------------------------------------------------

variable "raw_retention_days" {
  description = "Days after which submitted score lines are deleted; they can be brought back for old_version_days more. null keeps them for ever."
  type        = number
  default     = 365

  validation {
    condition     = var.raw_retention_days == null ? true : var.raw_retention_days >= 14 && floor(var.raw_retention_days) == var.raw_retention_days
    error_message = "Score lines are kept for 14 whole days at least, as long as a message in a dead-letter queue may speak of them."
  }
}

variable "results_retention_days" {
  description = "Days after which statistics are deleted: no sooner than the score lines. null keeps them for ever."
  type        = number
  default     = 1095

  validation {
    condition     = var.results_retention_days == null ? true : floor(var.results_retention_days) == var.results_retention_days && var.results_retention_days >= coalesce(var.raw_retention_days, 1000000)
    error_message = "Statistics are kept for whole days, and as long as the score lines (raw_retention_days) at least: a submission without a result is told to be overdue."
  }
}

variable "old_version_days" {
  description = "Days for which a replaced or deleted object can be brought back."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.old_version_days >= 1 && floor(var.old_version_days) == var.old_version_days
    error_message = "old_version_days is a whole number of days, 1 at least."
  }
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "allow_data_loss" {
  description = "Whether terraform destroy may delete what has been submitted and computed, and the user pool. Set it and apply, then destroy."
  type        = bool
  default     = false
  nullable    = false
}

variable "customer_key" {
  description = "Whether buckets, queues and topics are encrypted with a KMS key of this account's own, rather than with AWS's. A key costs a dollar a month, and each use."
  type        = bool
  default     = false
  nullable    = false
}

# ---------------------------------------------------------------------------------------------------------------------
# How the functions run
# ---------------------------------------------------------------------------------------------------------------------

variable "live_versions" {
  description = <<-TEXT
    Versions that the alias `live` of a function stays at, by function: to roll back, or to roll out slowly. `newest_percent` of its runs are of the newest
    version. A function that is not named runs its newest version.
  TEXT
  type = map(object({
    version        = number
    newest_percent = optional(number, 0)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.live_versions) : contains(keys(local.functions), name)])
    error_message = "live_versions names a function that pipeline.json does not define."
  }

  validation {
    condition = alltrue([for live in var.live_versions :
    live.version >= 1 && floor(live.version) == live.version && live.newest_percent >= 0 && live.newest_percent <= 100])
    error_message = "A version is a whole number, 1 at least, and newest_percent is 0 to 100."
  }
}

variable "log_level" {
  description = "The least level that functions log: DEBUG, INFO, WARN or ERROR. Metrics and saved queries need INFO."
  type        = string
  default     = "INFO"
  nullable    = false

  validation {
    condition     = contains(["DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "log_level is DEBUG, INFO, WARN or ERROR."
  }
}
