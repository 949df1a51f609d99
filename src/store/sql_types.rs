//! How the application's own types stand in columns: moments as UTC timestamps, codes as text.

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    serialize::{self, Output, ToSql},
    sql_types::{Text, Timestamp},
};

use crate::{
    clock::Moment,
    workflow::{Audience, MailKind, MailState, Mark, MemberKind, ResponseState, Role, RoundState},
};

#[derive(AsExpression, FromSqlRow)]
#[diesel(foreign_derive, sql_type = Timestamp)]
#[expect(dead_code, reason = "names the type that the derive is for")]
struct MomentProxy(Moment);

impl<DB: Backend> FromSql<Timestamp, DB> for Moment
where
    chrono::NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        chrono::NaiveDateTime::from_sql(bytes).map(Moment)
    }
}

impl<DB: Backend> ToSql<Timestamp, DB> for Moment
where
    chrono::NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

/// Lets a type with `as_str` and `FromStr` stand in a text column.
macro_rules! code_column {
    ($proxy:ident, $type:ty) => {
        #[derive(AsExpression, FromSqlRow)]
        #[diesel(foreign_derive, sql_type = Text)]
        #[expect(dead_code, reason = "names the type that the derive is for")]
        struct $proxy($type);

        impl<DB: Backend> FromSql<Text, DB> for $type
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let code = String::from_sql(bytes)?;
                code.parse().map_err(|_| format!("unknown code {code:?}").into())
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $type
        where
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.as_str().to_sql(out)
            }
        }
    };
}

code_column!(RoleProxy, Role);
code_column!(AudienceProxy, Audience);
code_column!(MemberKindProxy, MemberKind);
code_column!(RoundStateProxy, RoundState);
code_column!(ResponseStateProxy, ResponseState);
code_column!(MailKindProxy, MailKind);
code_column!(MailStateProxy, MailState);
code_column!(MarkProxy, Mark);
