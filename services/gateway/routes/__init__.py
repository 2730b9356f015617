"""The HTTP surface, one file per resource."""

PREFIX = "/api/v1/video-generation"
AGENTS_PREFIX = "/api/v1/video/agents"
LEGACY_PREFIX = "/api/v1/tasks"
