"""Services as pages read them."""
