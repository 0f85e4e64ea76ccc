"""`/metrics`, for Prometheus: with the key of an operator, for it tells how busy the ledger is."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from web.api.route import ApiRoute, operators_key
from web.metrics import Metrics

router = APIRouter(route_class=ApiRoute, dependencies=[Depends(operators_key)], tags=["Bewaking"])


@router.get("/metrics", include_in_schema=False)
def read_metrics(request: Request) -> Response:
    """Return what is measured; see the README."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)
