phone-calling = Calling { $name }.
phone-dialling = Dialling { $number }.
phone-no-such-number = There is no { $kind } number for { $name }.
phone-not-a-number = { $number } is not a phone number.
phone-nothing-dialled = No number has been dialled yet.
phone-nobody-calling = Nobody is calling.
phone-answered = You are talking to { $name }.
phone-declined = The call from { $name } is declined.
phone-no-call = There is no call to end.
phone-hung-up = The call with { $name } is over.
phone-busy = There is already a call with { $name }.
phone-none-missed = You have no missed calls.
phone-missed = { $count ->
    [one] You missed a call from { $callers }.
   *[other] You missed { $count } calls, from { $callers }.
}
phone-contact = { $name }: { $numbers }.
confirm-call_contact = Call { $name }?
confirm-call_contact-number = Call { $name } on the { $kind } number?
confirm-dial_number = Dial { $number }?
confirm-redial = Call the last number again?
