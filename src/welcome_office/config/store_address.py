"""The address of a store that speaks S3, in one line like that of the database."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Larger backups are read by way of the disk.
MOST_BYTES_IN_MEMORY = 16 * 1024**2


def s3_options(address: str) -> dict[str, object]:
    """What `django-storages` wants to know, from s3://key:secret@host/bucket/folder."""
    parts = urlsplit(address)
    bucket, _, folder = parts.path.strip("/").partition("/")
    # Without TLS only on one's own machine, for tests.
    ways = {"s3": "https", "s3+http": "http"}
    if parts.scheme not in ways or not all((parts.username, parts.password, bucket)):
        raise ImproperlyConfigured("BACKUP_STORE must look like s3://key:secret@host/bucket/folder")
    return {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{ways[parts.scheme]}://{parts.netloc.rpartition('@')[2]}",
        "bucket_name": bucket,
        "location": folder,
        "addressing_style": "path",
        "file_overwrite": False,
        "max_memory_size": MOST_BYTES_IN_MEMORY,
    }
