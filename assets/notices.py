"""Notices of failed runs to a webhook, if one is configured.

Here: what is said, and sending it. Not here: when (``automation``). GOUJI_WEBHOOK is the address; GOUJI_WEBHOOK_FORM
the form that the service understands.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import urllib3

from assets.paths import webhook

_FORMS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "text": lambda text: {"text": text},
    "dingtalk": lambda text: {"msgtype": "text", "text": {"content": text}},
    "wecom": lambda text: {"msgtype": "text", "text": {"content": text}},
    "feishu": lambda text: {"msg_type": "text", "content": {"text": text}},
}
"""Slack, Mattermost and most others; 钉钉; 企业微信; 飞书."""

_SECONDS = 10
_LONGEST = 1800


def is_configured() -> bool:
    """Whether somebody wants to hear of failures."""
    return bool(webhook()[0])


def payload(job: str, run_id: str, message: str) -> dict[str, Any]:
    """What is sent: a line that says what failed, and why as far as known.

    Raises:
        ValueError: GOUJI_WEBHOOK_FORM names no form.
    """
    _, form = webhook()
    if form not in _FORMS:
        raise ValueError(f"GOUJI_WEBHOOK_FORM is one of {', '.join(_FORMS)}, not {form}.")
    return _FORMS[form](f"Gouji 勾稽: {job} failed, run {run_id[:8]}: {message}"[:_LONGEST])


def send(job: str, run_id: str, message: str) -> int:
    """Send a notice; returns the status of the answer."""
    response = urllib3.request(
        "POST",
        webhook()[0],
        body=json.dumps(payload(job, run_id, message), ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json"},
        timeout=_SECONDS,
        retries=urllib3.Retry(3, backoff_factor=0.5),
    )
    return response.status
