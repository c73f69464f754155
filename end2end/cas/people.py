"""Who may sign in at the CAS server of the tests, and its addresses."""

from cas_server.auth import AuthUser
from django.urls import include, path

PASSWORD = "Tournesol#42"


def attributes(user: str) -> dict:
    """« admin » is of the staff; whoever else is a student, and their name is hard to write."""
    if user == "admin":
        return {"mail": "admin@demo.example", "sn": "Durand", "givenName": "Alix", "eduPersonAffiliation": ["staff", "employee"]}
    return {
        "mail": f"{user}@etu.example.org",
        "sn": "D’Œuvré & Fils",
        "givenName": "Élodie",
        "supannEtuId": "22100042",
        "eduPersonAffiliation": ["student", "member"],
    }


class People(AuthUser):
    """Whoever knows the password; tests make up the names of students."""

    def test_password(self, password: str) -> bool:
        return password == PASSWORD

    def attributs(self) -> dict:
        return attributes(self.username)


urlpatterns = [path("cas/", include("cas_server.urls", namespace="cas_server"))]
