"""The pages: one folder per audience; a handler has its dependencies, one call, one template.

How to add a page (the skeleton that all audiences share):

1.  A module `web/pages/<audience>/<page>.py` with `router = APIRouter()` and handlers as plain functions (not
    `async`: they wait for the database, and FastAPI runs them in threads). Name the router in
    `web/pages/catalogue.py`; `create_app` adds the check of CSRF token and origin to every POST by itself.

2.  Who may see it is the type of a parameter (`web.auth.visitor`), and the house is `web.dependencies.OpenHouse`:

        @router.get("/regio")
        def overview(request: Request, house: OpenHouse, visitor: Payer) -> Response:
            with house.reading() as connection:
                page = overview_page(connection, visitor.mandate.region, ...)
            return render(request, "region/overview.html", page)

    `Family`, `Staff`, `Office`, `Auditor`, `Payer` and `SignedInVisitor` exist; another is
    `Annotated[Visitor, Depends(require("auditor", "zorgkantoor"))]`. `visitor.mandate` is what the door wants.
    Not logged in leads to /inloggen and back; the wrong role to 403; a thing that does not concern the visitor is
    a `NotFound` that the handler (or the query it calls) raises.

3.  A page is built by a pure function in `<page>_view.py`, from query rows to a class of `web.view_models`.

4.  `web.pages.rendering.render(request, template, page, status=200, message=None)` adds the shell: user, menu,
    status message. The menu of each role stands in `web/pages/shell.py`.

5.  A form: `fields: Fields` (`web.pages.posted`) gives what was typed (`fields.get("text")`, `fields.all("budgets")`);
    `form_for(visitor, action, ...)` makes the `Form` with csrf and command id hidden in it. After a POST that was
    accepted: `see_other(address)`; refused: the same template with `Form.errors` and status 422 or 409.

6.  Errors need no catching to be shown: `web.errors` has the one table from kinds to HTTP, `web.app` turns a
    `LedgerError` or `NotRecorded` into an error page, and into JSON below /api/.
"""
