people-which = 您指的是哪一位{ $who }：{ $choices }？
people-unknown = 通讯录里没有{ $who }。
people-unknown-near = 通讯录里没有{ $who }，最接近的是{ $near }。
