messages-none-new = You have no new messages.
messages-none-from = There is no message from { $who }.
messages-read = { $messages }
messages-read-more = { $messages } There { $more ->
    [one] is one more message
   *[other] are { $more } more messages
}.
messages-sent = Sent to { $to }: "{ $text }"
messages-replied = Replied to { $to }: "{ $text }"
messages-nothing-to-answer = There is no message to reply to.
emails-none-new = You have no new e-mails.
emails-read = { $emails }
emails-sent = E-mail sent to { $to }: "{ $text }"
emails-no-address = There is no e-mail address for { $to }.
confirm-send_message = Send "{ $text }" to { $to }?
confirm-reply_message = Reply "{ $text }"?
confirm-reply_message-to = Reply "{ $text }" to { $to }?
confirm-send_email = E-mail "{ $text }" to { $to }?
