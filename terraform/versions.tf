# Which Terraform and which provider this runs on, and where the state lies.

terraform {
  required_version = ">= 1.11" # since then the S3 backend locks by a file, without a table

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.66"
    }
  }

  # The rest comes from a file of one's own: terraform init -backend-config=backend.hcl (see backend.hcl.example).
  backend "s3" {}
}
