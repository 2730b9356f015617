"""The real NATS and S3 servers of a laptop or a test run, as children of this process."""
