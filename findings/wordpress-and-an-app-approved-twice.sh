#!/usr/bin/env bash
# WordPress approves an app of one name once only, and does not tell the app when it refuses the second time.
#
# An app sends the owner to authorize-application.php with its name and its app_id. Once a password of that name is
# there, the owner's Yes ends on an error on WordPress's own page: the app gets neither success nor refusal. The
# app_id decides nothing. Capitals and spaces at the edge make no other name. Whoever lost the password has to ask
# under another name, or the owner has to revoke the old one first.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

one=2f1c9a50-7d0e-4c1b-9a53-0c6d1f3b7e11
other=8b7e6d5c-4b3a-4f2e-8d1c-0a9b8c7d6e5f
back='https://pay.example/back?state=1'
words() { grep -o 'Each application name should be unique' "$room/answer" || echo nothing; }

same "Corner app is approved: the browser goes to" \
    "302 $back&site_url=http%3A%2F%2F127.0.0.1%3APORT&user_login=ada&password=…" "$(approve 'Corner app' $one "$back")"
same "the same app once more" "200" "$(approve 'Corner app' $one "$back")"
same "WordPress's page says" "Each application name should be unique" "$(words)"
same "the same name with another app_id" "200" "$(approve 'Corner app' $other "$back")"
same "the name in capitals" "200" "$(approve 'CORNER APP' $other "$back")"
same "another name" "302" "$(approve 'Corner app 2' $one "$back" | cut -d' ' -f1)"
same "over REST, the same name" "409 application_password_duplicate_name" "$(as_ada -o "$room/answer" -w '%{http_code} ' \
    -d name='corner app ' "$shop/wp-json/wp/v2/users/me/application-passwords"; grep -o 'application_password_[a-z_]*' "$room/answer")"
done_here
