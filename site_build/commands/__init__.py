"""One module per command: arguments -> a frozen wish; run(wish) -> a report; printing."""
