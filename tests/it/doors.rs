//! The two doors to the data, on either database.

use diesel::{QueryDsl, RunQueryDsl};
use perspektiv::store::{DbConnection, StoreError, StoreResult, schema::member};

fn members(conn: &mut DbConnection) -> StoreResult<i64> {
    Ok(member::table.count().get_result(conn)?)
}

fn add_member(conn: &mut DbConnection, code: &str) -> StoreResult<()> {
    use diesel::ExpressionMethods;
    let values =
        (member::id.eq(code), member::code.eq(code), member::name.eq(code), member::short_name.eq(code));
    diesel::insert_into(member::table).values(values).execute(conn)?;
    Ok(())
}

on_both! {
    async fn a_reader_sees_one_state_of_the_data_from_beginning_to_end(app) {
        let (looked, has_looked) = std::sync::mpsc::channel();
        let (wrote, has_written) = std::sync::mpsc::channel();
        let reading = app.read(move |conn| {
            let before = members(conn)?;
            looked.send(()).unwrap();
            has_written.recv().unwrap();
            Ok((before, members(conn)?))
        });
        let writing = async {
            tokio::task::spawn_blocking(move || has_looked.recv().unwrap()).await.unwrap();
            app.write(|conn| add_member(conn, "98")).await;
            wrote.send(()).unwrap();
        };
        let ((before, after), ()) = futures_util::future::join(reading, writing).await;
        assert_eq!(before, after);
        assert_eq!(app.read(members).await, before + 1);
    }

    async fn nothing_is_written_through_the_door_for_reading(app) {
        let before = app.read(members).await;
        let written = app.db.read(|conn| add_member(conn, "98")).await;
        assert!(matches!(written, Err(StoreError::Fault(_))), "{written:?}");
        assert_eq!(app.read(members).await, before);
    }

    async fn a_job_that_panics_harms_nobody_else(app) {
        for _ in 0..20 {
            let read = app.db.read(|_| -> StoreResult<()> { panic!("a fault in a read") }).await;
            assert!(matches!(read, Err(StoreError::Fault(_))), "{read:?}");
        }
        let written = app.db.write(|conn| {
            add_member(conn, "97")?;
            if members(conn)? > 0 { panic!("a fault in a write") }
            Ok(())
        });
        assert!(written.await.is_err());
        let before = app.read(members).await;
        app.write(|conn| add_member(conn, "98")).await;
        assert_eq!(app.read(members).await, before + 1);
        assert_eq!(app.count("member WHERE code = '97'"), 0);
    }
}
