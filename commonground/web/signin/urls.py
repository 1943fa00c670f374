"""The addresses of signing in and out."""

from django.urls import path

from commonground.web.signin import back, family, staff, your_work

app_name = "signin"

urlpatterns = [
    path("sign-in/", family.address, name="sign_in"),
    path("sign-in/code/", family.code, name="code"),
    path("sign-in/who/", family.who, name="who"),
    path("sign-in/password/", family.password, name="password"),
    path("sign-in/staff/", staff.name_and_password, name="staff"),
    path("sign-in/staff/code/", staff.app_code, name="staff_code"),
    path("sign-in/staff/set-up/", staff.set_up, name="staff_set_up"),
    path("sign-in/staff/recovery-codes/", staff.recovery_codes, name="staff_recovery"),
    path("sign-in/carry-on/", back.carry_on, name="carry_on"),
    path("signed-in/", back.signed_in, name="signed_in"),
    path("your-work/", your_work.shown, name="your_work"),
    path("sign-out/", back.sign_out, name="sign_out"),
]
