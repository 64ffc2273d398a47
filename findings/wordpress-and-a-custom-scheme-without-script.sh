#!/usr/bin/env bash
# Without JavaScript WordPress forgets an app's own scheme on the page that promises to go there.
#
# success_url may be corner-shop://approved: WordPress takes it and tells the owner "You will be sent to" that
# address. The form below carries it through the filter for web addresses, which empties it. So the owner's Yes
# makes the password and shows it on the page, and the app hears nothing. With https the same button goes back.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

id=2f1c9a50-7d0e-4c1b-9a53-0c6d1f3b7e11
promised() { grep -o "You will be sent to <strong><code>$1" "$room/page" | head -1 | sed 's/.*<code>//'; }
shown() { grep -o 'Your new password for' "$room/answer" || echo no; }

same "https: the browser goes to" "302 https://pay.example/back" "$(approve 'App one' $id https://pay.example/back | cut -d'?' -f1)"
same "a scheme of the app's own: the browser goes to" "200" "$(approve 'App two' $id corner-shop://approved)"
same "the page promised" "corner-shop://approved" "$(promised corner-shop://approved)"
same "the form has" "" "$(field success_url)"
same "the new password is shown on the page" "Your new password for" "$(shown)"
done_here
