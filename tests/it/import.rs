//! The list of contacts that the secretariat pastes: what is told of rows that cannot be taken.

use crate::support::person::set;

on_both! {
    async fn a_list_with_faults_says_how_many_rows_fail_and_why(app) {
        let secretariat = app.signed_in("secretariat").await;
        let path = "/secretariat/contacts/import";
        let mut form = secretariat.get(path).await.is(200).form(path);
        set(&mut form, "do", "check");
        set(&mut form, "list", "namn;e-post;roll;region\nAnn;ann@region.example;läsare;Regionen Två\nBo;bo.region;läsare;Tvaa\n\
            Cia;cia@region.example;chef;01\nDan;dan@region.example;medsvarande;Atlantis");
        let page = secretariat.post_form(path, &form).await.is(422);
        assert_eq!(page.texts(".ds-error-summary a"), [
            "3 av 4 rader behöver rättas. Inget är sparat.",
            "Rad 3. E-post: Det här är ingen e-postadress. Den ska se ut som anna.lind@regionen.example, utan mellanslag och utan å, ä och ö. Region: Ingen medlem heter så. Menar du Två?",
            "Rad 4. Roll: Rollen finns inte. Skriv processledare, medsvarande, presidieledamot, läsare, presidieutskott, temagrupp eller sekretariat.",
            "Rad 5. Region: Ingen medlem heter så. Skriv regionens namn eller kod.",
        ]);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#row-3", "#row-3", "#row-4", "#row-5"]);
        assert_eq!(app.count("person WHERE email LIKE '%region.example'"), 0);
    }
}
