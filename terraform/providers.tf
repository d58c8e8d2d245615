# The account and region that everything is made in, and the tags that everything bears.

provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ Project = "scoreline", Environment = var.prefix, ManagedBy = "terraform" }, var.tags)
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}
