# What pipeline.json says, in the shapes that the other files need. Keys of for_each are its names.

locals {
  pipeline  = jsondecode(file("${path.module}/../pipeline.json"))
  functions = local.pipeline.functions
  queues    = local.pipeline.queues
  buckets   = local.pipeline.buckets
  topics    = local.pipeline.topics

  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  account   = data.aws_caller_identity.current.account_id

  # Topics for programs say which events they carry; the others are for people.
  event_topics = toset([for name, topic in local.topics : name if length(lookup(topic, "carries", [])) > 0])
  mail_topics  = setsubtract(keys(local.topics), local.event_topics)

  # By function: the queues that it works on.
  consumes = { for name in keys(local.functions) : name => [for queue, settings in local.queues : queue if settings.consumer == name] }

  routes        = { for route in local.pipeline.api.routes : "${route.method} ${route.path}" => route }
  api_functions = toset(concat([for route in values(local.routes) : route.function], [local.pipeline.api.fallback]))

  # Functions that serve uploads have to do with multipart uploads in the bucket that these go to.
  upload_functions = toset([for route in values(local.routes) : route.function if startswith(route.path, "/uploads")])

  # In environment variables: "dead-letter" becomes DEAD_LETTER.
  variable_names = { for name in concat(keys(local.queues), keys(local.buckets), keys(local.topics)) : name => upper(replace(name, "-", "_")) }
}
