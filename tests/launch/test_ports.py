"""Ports that somebody else has are left alone."""

import socket

from welcome_office.launch.ports import LOOPBACK, free_port, is_free, next_free_port


def test_taken_port_is_passed_over() -> None:
    with socket.create_server((LOOPBACK, free_port())) as taken:
        port = taken.getsockname()[1]

        found = next_free_port(port)

        assert not is_free(port)
    assert found > port


def test_port_taken_under_a_wider_address_is_not_free() -> None:
    with socket.create_server(("", free_port())) as taken:
        assert not is_free(taken.getsockname()[1])


def test_free_port_is_taken_as_wished() -> None:
    port = free_port()

    assert next_free_port(port) == port
