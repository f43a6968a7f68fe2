"""What REST handlers are given: the services of this process."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request

from service.services import Services


def _services(request: Request) -> Services:
    services = request.app.state.services
    if not isinstance(services, Services):
        raise TypeError("expected the application's services; make it with service.app.create_app")
    return services


Given = Annotated[Services, Depends(_services)]
InterviewId = Annotated[str, Path(description="The interview's id.", max_length=64)]
