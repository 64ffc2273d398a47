#!/usr/bin/env bash
# WordPress notes the use of an application password at most once a day, and with it the address of who used it.
#
# Each application password has last_used and last_ip, in REST and in the owner's profile. They look like the last
# use. They are the first use after a day without a note. A password that somebody else uses an hour after the app
# still shows the app's address, and an app that was used just now may seem idle since yesterday.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

# noted HOURS: what the note says now, if it was made so many hours ago from 192.0.2.7, and the password is used now.
noted() {
    in_wordpress "\$all = get_user_meta(1, '_application_passwords', true);
        foreach (\$all as &\$one) { \$one['last_used'] = time() - $1 * HOUR_IN_SECONDS; \$one['last_ip'] = '192.0.2.7'; }
        update_user_meta(1, '_application_passwords', \$all);"
    as_ada -o /dev/null "$shop/wp-json/wp/v2/users/me"
    as_ada "$shop/wp-json/wp/v2/users/me/application-passwords?_fields=last_used,last_ip" | python3 -c '
import datetime, json, sys
one = json.load(sys.stdin)[0]
ago = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.fromisoformat(one["last_used"] + "+00:00")
print(round(ago.total_seconds() / 3600), "hours ago from", one["last_ip"])'
}

say "The password was noted some hours ago, and is used now from 127.0.0.1."
same "noted 1 hour ago; WordPress says" "1 hours ago from 192.0.2.7" "$(noted 1)"
same "noted 23 hours ago; WordPress says" "23 hours ago from 192.0.2.7" "$(noted 23)"
same "noted 25 hours ago; WordPress says" "0 hours ago from 127.0.0.1" "$(noted 25)"
done_here
