//! The tables as diesel sees them. A test holds this file against both databases' schemas.
#![expect(missing_docs, reason = "the columns are described in the migrations")]

diesel::table! {
    member (id) {
        id -> Text,
        code -> Text,
        name -> Text,
        short_name -> Text,
        population -> Nullable<Integer>,
        kind -> Text,
    }
}

diesel::table! {
    membership (member_id, year) {
        member_id -> Text,
        year -> Integer,
    }
}

diesel::table! {
    person (id) {
        id -> Text,
        name -> Text,
        email -> Text,
        language -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    assignment (id) {
        id -> Text,
        person_id -> Text,
        role -> Text,
        member_id -> Nullable<Text>,
        from_year -> Integer,
        to_year -> Nullable<Integer>,
    }
}

diesel::table! {
    edition (id) {
        id -> Text,
        questionnaire -> Text,
        name -> Text,
        sha256 -> Text,
        content -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    round (id) {
        id -> Text,
        year -> Integer,
        questionnaire -> Text,
        edition_id -> Text,
        audience -> Text,
        state -> Text,
        opens_on -> Date,
        due_on -> Date,
        threshold -> Integer,
        synthetic -> Bool,
        created_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    round_member (round_id, member_id) {
        round_id -> Text,
        member_id -> Text,
    }
}

diesel::table! {
    round_role (round_id, role) {
        round_id -> Text,
        role -> Text,
    }
}

diesel::table! {
    invitation (id) {
        id -> Text,
        round_id -> Text,
        person_id -> Text,
        created_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reminder (id) {
        id -> Text,
        round_id -> Text,
        number -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    response (id) {
        id -> Text,
        round_id -> Text,
        member_id -> Text,
        person_id -> Nullable<Text>,
        respondent -> Nullable<Text>,
        state -> Text,
        state_at -> Timestamp,
        state_by -> Nullable<Text>,
        state_note -> Text,
        due_on -> Date,
        by_name -> Bool,
        share_examples -> Bool,
    }
}

diesel::table! {
    answer (response_id, item) {
        response_id -> Text,
        item -> Text,
        revision -> Integer,
        value -> Nullable<Text>,
        not_applicable -> Bool,
        comment -> Text,
        person_id -> Text,
        saved_at -> Timestamp,
        unchanged_since -> Nullable<Integer>,
    }
}

diesel::table! {
    answer_revision (response_id, item, revision) {
        response_id -> Text,
        item -> Text,
        revision -> Integer,
        mutation_id -> Text,
        value -> Nullable<Text>,
        not_applicable -> Bool,
        comment -> Text,
        person_id -> Text,
        saved_at -> Timestamp,
        unchanged_since -> Nullable<Integer>,
    }
}

diesel::table! {
    part_mark (response_id, substandard, mark) {
        response_id -> Text,
        substandard -> Text,
        mark -> Text,
        marked_by -> Text,
        marked_at -> Timestamp,
    }
}

diesel::table! {
    consensus_room (id) {
        id -> Text,
        response_id -> Text,
        perspective -> Nullable<Text>,
        opened_by -> Text,
        opened_at -> Timestamp,
        item -> Nullable<Text>,
        revealed -> Bool,
        trail -> Text,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    delegation (id) {
        id -> Text,
        response_id -> Text,
        person_id -> Text,
        due_on -> Nullable<Date>,
        message -> Text,
        given_by -> Text,
        given_at -> Timestamp,
        granted -> Nullable<Text>,
    }
}

diesel::table! {
    delegated_part (response_id, person_id, substandard) {
        response_id -> Text,
        person_id -> Text,
        substandard -> Text,
        delegation_id -> Text,
    }
}

diesel::table! {
    personal_rating (response_id, item, person_id) {
        response_id -> Text,
        item -> Text,
        person_id -> Text,
        value -> Nullable<Integer>,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    evidence (id) {
        id -> Text,
        response_id -> Text,
        item -> Text,
        title -> Text,
        place -> Text,
        dated_on -> Nullable<Date>,
        file_name -> Nullable<Text>,
        file_size -> Nullable<Integer>,
        file_sha256 -> Nullable<Text>,
        added_by -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    evidence_file (evidence_id) {
        evidence_id -> Text,
        content -> Binary,
    }
}

diesel::table! {
    remark (id) {
        id -> Text,
        response_id -> Text,
        item -> Text,
        body -> Text,
        person_id -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    mention (remark_id, person_id) {
        remark_id -> Text,
        person_id -> Text,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    signed_version (id) {
        id -> Text,
        response_id -> Text,
        number -> Integer,
        content -> Text,
        sha256 -> Text,
        signed_by -> Text,
        signer_name -> Text,
        signed_at -> Timestamp,
        log -> Text,
    }
}

diesel::table! {
    signature_request (id) {
        id -> Text,
        response_id -> Text,
        person_id -> Text,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    review (signed_version_id) {
        signed_version_id -> Text,
        decision -> Text,
        note -> Text,
        due_on -> Nullable<Date>,
        decided_by -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    review_note (signed_version_id, item) {
        signed_version_id -> Text,
        item -> Text,
        revision -> Integer,
        body -> Text,
        written_by -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    mail (id) {
        id -> Text,
        kind -> Text,
        cause_id -> Text,
        person_id -> Text,
        number -> Integer,
        round_id -> Nullable<Text>,
        address -> Text,
        language -> Text,
        subject -> Text,
        text_body -> Text,
        html_body -> Text,
        message_id -> Text,
        in_reply_to -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        next_at -> Timestamp,
        lease_by -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        fault -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in (id) {
        id -> Text,
        address -> Text,
        client -> Text,
        person_id -> Nullable<Text>,
        visitor_hash -> Nullable<Text>,
        token_hash -> Nullable<Text>,
        code_hash -> Nullable<Text>,
        button_alone -> Bool,
        attempts -> Integer,
        requested_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        response_id -> Nullable<Text>,
    }
}

diesel::table! {
    session (token_hash) {
        token_hash -> Text,
        person_id -> Text,
        kept -> Bool,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    audit_event (id) {
        id -> Text,
        at -> Timestamp,
        person_id -> Nullable<Text>,
        member_id -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        detail -> Text,
    }
}

diesel::table! {
    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    draft (id) {
        id -> Text,
        previous_id -> Nullable<Text>,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        published_id -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        file_sha256 -> Nullable<Text>,
    }
}

diesel::table! {
    draft_node (draft_id, key) {
        draft_id -> Text,
        key -> Text,
        parent -> Nullable<Text>,
        place -> Integer,
        part -> Text,
        content -> Text,
    }
}

diesel::table! {
    draft_change (draft_id, revision, key) {
        draft_id -> Text,
        revision -> Integer,
        key -> Text,
        person_id -> Text,
        at -> Timestamp,
        kind -> Text,
        subject -> Text,
        undoes -> Nullable<Integer>,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
    }
}

diesel::table! {
    presence (response_id, part, person_id) {
        response_id -> Text,
        part -> Text,
        person_id -> Text,
        item -> Nullable<Text>,
        seen_at -> Timestamp,
    }
}

diesel::joinable!(answer -> person (person_id));
diesel::joinable!(answer_revision -> person (person_id));
diesel::joinable!(assignment -> member (member_id));
diesel::joinable!(assignment -> person (person_id));
diesel::joinable!(consensus_room -> person (opened_by));
diesel::joinable!(draft_change -> person (person_id));
diesel::joinable!(draft_node -> draft (draft_id));
diesel::joinable!(evidence -> person (added_by));
diesel::joinable!(evidence_file -> evidence (evidence_id));
diesel::joinable!(invitation -> person (person_id));
diesel::joinable!(invitation -> round (round_id));
diesel::joinable!(mail -> person (person_id));
diesel::joinable!(membership -> member (member_id));
diesel::joinable!(mention -> person (person_id));
diesel::joinable!(mention -> remark (remark_id));
diesel::joinable!(part_mark -> person (marked_by));
diesel::joinable!(presence -> person (person_id));
diesel::joinable!(remark -> person (person_id));
diesel::joinable!(response -> member (member_id));
diesel::joinable!(response -> round (round_id));
diesel::joinable!(review -> signed_version (signed_version_id));
diesel::joinable!(review_note -> signed_version (signed_version_id));
diesel::joinable!(round -> edition (edition_id));
diesel::joinable!(round_member -> member (member_id));
diesel::joinable!(round_member -> round (round_id));
diesel::joinable!(session -> person (person_id));
diesel::joinable!(signature_request -> person (person_id));
diesel::joinable!(signature_request -> response (response_id));
diesel::joinable!(signed_version -> response (response_id));

diesel::allow_tables_to_appear_in_same_query!(
    answer,
    answer_revision,
    assignment,
    audit_event,
    consensus_room,
    delegated_part,
    delegation,
    draft,
    draft_change,
    draft_node,
    edition,
    evidence,
    evidence_file,
    invitation,
    mail,
    member,
    membership,
    mention,
    part_mark,
    person,
    presence,
    personal_rating,
    remark,
    reminder,
    response,
    review,
    review_note,
    round,
    round_member,
    round_role,
    session,
    setting,
    sign_in,
    signature_request,
    signed_version,
);
