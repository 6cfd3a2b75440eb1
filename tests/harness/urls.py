"""Pages with planted faults that the fixtures must catch."""

from csp.decorators import csp_exempt
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path
from django.utils import timezone, translation

from foundation.calendar.models import Holiday
from foundation.drafts.models import Draft

FORM = '<form class="a" method="post" action="/"><input name="a">{}</form>'


def writes(request: HttpRequest) -> HttpResponse:
    """Writes a row whatever the method."""
    Draft.objects.update(expires_at=timezone.now())
    return HttpResponse("written")


def reads(request: HttpRequest) -> HttpResponse:
    """Only reads."""
    return HttpResponse(str(Holiday.objects.count()))


def keeps_a_session(request: HttpRequest) -> HttpResponse:
    """Writes a session, which is a row too."""
    request.session["seen"] = True
    return HttpResponse("kept")


def form(request: HttpRequest) -> HttpResponse:
    """A form that posts without a token."""
    return HttpResponse(FORM.format(""))


def form_with_token(request: HttpRequest) -> HttpResponse:
    """The same form as it should be."""
    html = Template(FORM.format("{% csrf_token %}")).render(Context({"csrf_token": "x"}))
    return HttpResponse(html)


def speaks_english(request: HttpRequest) -> HttpResponse:
    """Switches the language on as the locale middleware does, and never off."""
    translation.activate("en")
    return HttpResponse(translation.get_language())


def open_cookie(request: HttpRequest) -> HttpResponse:
    """Sets a cookie as Django does of itself."""
    response = HttpResponse("set")
    response.set_cookie("a", "b")
    return response


def tells_where(request: HttpRequest) -> HttpResponse:
    """Lets browsers tell every site which page they come from."""
    return HttpResponse("", headers={"Referrer-Policy": "unsafe-url"})


@csp_exempt()
def framed(request: HttpRequest) -> HttpResponse:
    """Says nothing of who may frame it."""
    return HttpResponse("<p>framed</p>")


urlpatterns = [
    path(view.__name__, view)
    for view in (
        *(writes, reads, keeps_a_session, form, form_with_token, speaks_english),
        *(open_cookie, tells_where, framed),
    )
]
