"""How sign-offs that wait for a person are shown on their desk."""

from app.core.todo import TodoWords

WORDS = {
    "signoffs.asked": TodoWords(
        group="Sign-offs",
        order=20,
        note="Each waits for your word",
        what=lambda one: f"{one.about}, version {one.detail}",
        why=lambda one: "Sign it, or send it back with what you want changed",
        button="Read and sign",
        endpoint="signoffs.signoff",
        argument="signoff_id",
    )
}
