#!/usr/bin/env bash
# node_exporter drops a file's metrics when another file explains them in other words, and reports no error.
#
# Two programs, or two versions of one, each leave a file for the textfile collector. Each file is right by itself,
# and promtool finds nothing. Where the words behind # HELP differ, only the first file's series come out. The answer
# is 200, node_textfile_scrape_error is 0, and the dropped file counts as read. A line in the log tells, and a counter
# that one scrape later has gone up, which has no label for the file.
. "$(dirname "$0")/room.bash"
needs curl curl
debian prometheus-node-exporter=1.5.0-1+b6 prometheus=2.42.0+ds-5+deb12u1

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$room/texts"
write() { printf '# HELP corner_up %s\n# TYPE corner_up gauge\ncorner_up{shop="%s"} 1\n' "$2" "$1" >"$room/texts/$1.prom"; }
scrape() { curl -s -o "$room/metrics" -w '%{http_code}' "http://127.0.0.1:$port/metrics"; }
of() { sed -n "s#^$1 ##p; s#^$1{[^}]*} ##p" "$room/metrics" | paste -sd, ; }
shops() { sed -n 's/^corner_up{shop="\(.*\)"} 1/\1/p' "$room/metrics" | paste -sd, ; }
fine() { if inside promtool check metrics <"$room/texts/$1.prom" >/dev/null 2>&1; then echo yes; else echo no; fi; }

write books "Whether the shop answers."
write toys "Whether the shop answers."
inside prometheus-node-exporter --web.listen-address="127.0.0.1:$port" --collector.disable-defaults --collector.textfile \
    --collector.textfile.directory="$room/texts" 2>"$room/log" &
waits 10 scrape || cannot "node_exporter did not begin"
say "node_exporter 1.5.0 (Debian 1.5.0-1+b6), promtool 2.42.0"
same "two files with the same help: status" 200 "$(scrape)"
same "shops that come out" "books,toys" "$(shops)"
write toys "Whether the shop gives an answer."
same "promtool finds both files fine" "yes yes" "$(fine books) $(fine toys)"
same "toys' help is reworded: status" 200 "$(scrape)"
same "shops that come out" "books" "$(shops)"
same "node_textfile_scrape_error" 0 "$(of node_textfile_scrape_error)"
same "files that count as read" 2 "$(grep -c '^node_textfile_mtime_seconds{' "$room/metrics")"
scrape >/dev/null
same "promhttp_metric_handler_errors_total{cause=\"gathering\"}, one scrape later" 1 \
    "$(sed -n 's/^promhttp_metric_handler_errors_total{cause="gathering"} //p' "$room/metrics")"
saw "the log: $(grep -o 'has help .*' "$room/log" | head -1 | cut -c1-100)"
done_here
