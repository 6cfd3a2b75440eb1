"""Photos of a need, for those who may read its words."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from foundation.files.views import answer
from residents.queries.need_page import opened_need, photo_of
from residents.views import slips


@require_safe
def photo(request: HttpRequest, number: str, order: int) -> HttpResponseBase:
    """One photo; 404 for everybody else."""
    need = opened_need(request.user, number, slips.codes(request))
    found = need and photo_of(request.user, need, order, code=slips.code_for(request, need))
    if not found:
        raise Http404
    return answer(found)
