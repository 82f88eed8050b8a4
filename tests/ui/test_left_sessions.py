"""Sessions without a browser: few are kept, for a while; those that go are shut down."""

from types import SimpleNamespace

from triggerpoints.ui.server.left_sessions import LeftSessions


class Session:
    def __init__(self, name: str) -> None:
        self.id = name
        self.is_shut = False

    def shutdown(self) -> None:
        self.is_shut = True


def leave(storage: LeftSessions, name: str) -> Session:
    session = Session(name)
    storage.save(SimpleNamespace(session=session))
    return session


def test_the_session_that_left_first_goes_first_and_is_shut_down() -> None:
    storage = LeftSessions(most=2, ttl_s=1000)
    first, second, third = (leave(storage, name) for name in ("first", "second", "third"))
    assert [first.is_shut, second.is_shut, third.is_shut] == [True, False, False]
    assert storage.get("first") is None and storage.get("third").session is third


def test_a_session_that_comes_back_is_not_shut_down() -> None:
    storage = LeftSessions(most=2, ttl_s=1000)
    session = leave(storage, "back")
    storage.delete("back")
    assert not session.is_shut and storage.list() == []
    again = leave(storage, "back")
    leave(storage, "other")
    leave(storage, "another")
    assert again.is_shut, "the next time it stays away"


def test_a_session_goes_when_its_time_is_over_though_nobody_comes() -> None:
    clock = SimpleNamespace(now=0.0)
    storage = LeftSessions(most=9, ttl_s=60)
    storage._kept._timer = lambda: clock.now
    session = leave(storage, "asleep")
    clock.now = 59
    storage.drop_old()
    assert not session.is_shut
    clock.now = 61
    storage.drop_old()
    assert session.is_shut and storage.list() == []
