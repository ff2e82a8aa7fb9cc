#!/bin/sh
# /usr/local/sbin/vigia-watchdog: watches the service from outside: when /healthz fails three times in a row, one SMS to each number; again only after it was well.
# Run every minute by vigia-watchdog.timer. Needs a POSIX shell, curl or wget, and smsd; nothing of .NET.
#   VIGIA_WATCHDOG_TO      numbers, with a space between, country code first, without +: 584141234567
#   VIGIA_WATCHDOG_URL     http://127.0.0.1:8080/healthz
#   VIGIA_WATCHDOG_SPOOL   /var/spool/sms
#   VIGIA_WATCHDOG_STATE   /var/lib/vigia-watchdog: how often it failed, whether it was told
#   VIGIA_WATCHDOG_FARM    how the farm is called in the text
#   VIGIA_WATCHDOG_LANG    es or en
set -u

url=${VIGIA_WATCHDOG_URL:-http://127.0.0.1:8080/healthz}
spool=${VIGIA_WATCHDOG_SPOOL:-/var/spool/sms}
state=${VIGIA_WATCHDOG_STATE:-/var/lib/vigia-watchdog}
farm=${VIGIA_WATCHDOG_FARM:-Vigia}
lang=${VIGIA_WATCHDOG_LANG:-es}
to=${VIGIA_WATCHDOG_TO:-}
times=3
seconds=10

# 200 is well; 503 is a service that says it is not, anything else one that says nothing.
is_well() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS -m "$seconds" -o /dev/null "$url" 2>/dev/null
  else
    wget -q -T "$seconds" -t 1 -O /dev/null "$url" 2>/dev/null
  fi
}

words() {
  clock=$(date '+%d/%m %H:%M')
  case $lang-$1 in
    en-ill) echo "VIGIA IS NOT WELL at $farm since $clock: its alarms may not come. Look after it: power, disk, network." ;;
    en-well) echo "Vigia is well again at $farm, $clock." ;;
    *-ill) echo "VIGIA NO ESTA BIEN en $farm desde $clock: sus alarmas pueden no llegar. Revise el equipo: corriente, disco, red." ;;
    *) echo "Vigia esta bien otra vez en $farm, $clock." ;;
  esac
}

# Whole or not at all: written beside the folder that smsd reads, and renamed into it. Fails when a number got none.
tell() {
  text=$(words "$1" | cut -c 1-160)
  for number in $to; do
    name="vigia-watchdog.$1.$(date +%s).$number"
    {
      printf 'To: %s\nAlphabet: UTF-8\nPriority: HIGH\n\n%s\n' "$number" "$text" >"$spool/.$name" &&
        chmod 666 "$spool/.$name" && mv "$spool/.$name" "$spool/outgoing/$name"
    } || return 1
  done
}

count_of() {
  read -r n 2>/dev/null <"$state/failed" || n=0
  case $n in '' | *[!0-9]*) n=0 ;; esac
  echo "$n"
}

mkdir -p "$state" || exit 1
if [ -z "$to" ]; then
  echo "vigia-watchdog: VIGIA_WATCHDOG_TO names nobody" >&2
  exit 2
fi

if is_well; then
  rm -f "$state/failed"
  if [ -e "$state/told" ] && tell well; then rm -f "$state/told"; fi
  exit 0
fi

failed=$(($(count_of) + 1))
echo "$failed" >"$state/failed"
echo "vigia-watchdog: $url failed $failed times in a row" >&2
# Told before it is marked: a death in between tells twice rather than never.
if [ "$failed" -ge "$times" ] && [ ! -e "$state/told" ]; then
  tell ill && date >"$state/told"
fi
exit 0
