# The buckets: what was submitted, what was computed, what the contracts are.

locals {
  # What an Idempotency-Key stands for is forgotten after this: longer than anybody repeats a request.
  idempotency_days = 7
  # Older than any upload may get, so that S3 never throws parts away that are still to be joined.
  incomplete_upload_days = ceil(local.pipeline.api.uploads.expiryHours / 24) + 1

  retention_days = { raw = var.raw_retention_days, results = var.results_retention_days }

  # Which requests of pages of other origins S3 answers. They bear no more than an address with a signature in it.
  bucket_cors = {
    # Parts of uploads. The checksum is signed; a browser adds the media type by itself.
    (local.pipeline.api.uploads.bucket) = {
      methods = ["PUT"]
      origins = local.pipeline.api.cors.allowOrigins
      headers = ["content-type", "x-amz-checksum-crc32"]
    }
    # Statistics that are too large for an answer: the API redirects, and a browser sends no origin after that, and the headers again.
    results = {
      methods = ["GET"]
      origins = ["*"]
      headers = local.pipeline.api.cors.allowHeaders
    }
  }
}

resource "aws_s3_bucket" "main" {
  for_each = local.buckets

  # Names are unique in all of AWS; account and region make them so.
  bucket        = "${var.prefix}-${each.key}-${local.account}-${local.region}"
  force_destroy = var.allow_data_loss

  # The provider would rather have it in aws_s3_bucket_cors_configuration. It takes both in all of version 6, and this one can be tried offline too.
  dynamic "cors_rule" {
    for_each = { for bucket, cors in local.bucket_cors : bucket => cors if bucket == each.key }

    content {
      allowed_methods = cors_rule.value.methods
      allowed_origins = cors_rule.value.origins
      allowed_headers = cors_rule.value.headers
      expose_headers  = ["ETag"]
      max_age_seconds = local.pipeline.api.cors.maxAgeSeconds
    }
  }
}

resource "aws_s3_bucket_public_access_block" "main" {
  for_each = aws_s3_bucket.main

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id

  rule {
    # With a key of the bucket's own, KMS is not asked for every object.
    bucket_key_enabled = var.customer_key

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.customer_key ? "aws:kms" : "AES256"
      kms_master_key_id = local.customer_key_arn
    }
  }
}

resource "aws_s3_bucket_versioning" "main" {
  for_each = aws_s3_bucket.main

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Life cycle
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_s3_bucket_lifecycle_configuration" "main" {
  for_each = aws_s3_bucket.main

  # Old versions are there to expire only in a versioned bucket.
  depends_on = [aws_s3_bucket_versioning.main]

  bucket = each.value.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  rule {
    id     = "incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = local.incomplete_upload_days
    }
  }

  dynamic "rule" {
    for_each = { for days in [lookup(local.retention_days, each.key, null)] : "retention" => days if days != null }

    content {
      id     = rule.key
      status = "Enabled"

      filter {}

      expiration {
        days = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = each.key == local.pipeline.api.uploads.bucket ? ["idempotency"] : []

    content {
      id     = rule.value
      status = "Enabled"

      filter {
        prefix = "idempotency/"
      }

      expiration {
        days = local.idempotency_days
      }
    }
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Who may not
# ---------------------------------------------------------------------------------------------------------------------

data "aws_iam_policy_document" "bucket" {
  for_each = aws_s3_bucket.main

  statement {
    sid       = "NothingWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "main" {
  for_each = aws_s3_bucket.main

  # S3 refuses one of two changes of a bucket that come at the same time.
  depends_on = [aws_s3_bucket_public_access_block.main]

  bucket = each.value.id
  policy = data.aws_iam_policy_document.bucket[each.key].json
}
