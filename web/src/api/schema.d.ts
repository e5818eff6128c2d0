// Written by `npm run generate` from docs/openapi.json; do not edit.
export interface paths {
    "/api/v1/account-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms that accounts are still needed with the roles they have, at most 100 at once, none of the own; each is an entry of the log. */
        post: operations["review_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agencies by unit code. */
        get: operations["list_agencies"];
        put?: never;
        /** Registers an agency. */
        post: operations["register_agency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agency. */
        get: operations["get_agency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an agency. */
        patch: operations["edit_agency"];
        trace?: never;
    };
    "/api/v1/agency-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Registers the agencies of a table, all of them or none. Every cell that breaks a rule is named, such as `/rows/12/code`.
         *     With `check_only` nothing is registered.
         */
        post: operations["import_agencies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest checkpoint as a signed note, for whoever keeps it to compare later. */
        get: operations["get_audit_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The checkpoints, newest first. */
        get: operations["list_audit_checkpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries of the log, newest first. That a session reads them is recorded once. */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/entries.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the log as a spreadsheet, `entries.csv` or `entries.xlsx`: the filter of the list, at most 100,000 rows. */
        get: operations["export_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/entries/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry: the bytes that were hashed, the payload, and the proof against the newest checkpoint. */
        get: operations["get_audit_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What verifications found wrong, newest first. */
        get: operations["list_audit_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding. */
        get: operations["get_audit_finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/findings/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The auditor answers a finding: what was found out, and whether the record stands as it is now. */
        post: operations["answer_audit_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A proof that the log of `from` entries is the beginning of the log of `to` entries. */
        get: operations["prove_audit_consistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a text leads to that entries of the log may be about, as far as the reader may know of it: at most five things of each kind. */
        get: operations["find_audit_subjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last verifications, newest first, without their findings. */
        get: operations["list_audit_verifications"];
        put?: never;
        /** Starts a verification of the log against its checkpoints and of the tables against the log. One runs at a time. */
        post: operations["start_audit_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One verification: how far it is, and what it came to. The last hundred are kept. */
        get: operations["get_audit_verification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases within reach, newest first unless said. */
        get: operations["list_cases"];
        put?: never;
        /** Registers a case of one's own agency. */
        post: operations["register_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case with its officers. */
        get: operations["get_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a case that one's own agency is responsible for. */
        patch: operations["edit_case"];
        trace?: never;
    };
    "/api/v1/cases/{id}/secrecy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says how far a case may be known: officers and unit heads of the responsible agency raise the level, its unit head or the centre head
         *     lowers it, nobody sets one above the own clearance.
         */
        post: operations["set_case_secrecy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which certificate the connection shows, and whether somebody can sign in with it. */
        get: operations["get_certificate_shown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clock-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules for clocks, with the law that each rests on, and the holidays by which days are counted. */
        get: operations["list_clock_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clock-rules/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the centre has of its own in the newest version, and what the program comes with. */
        get: operations["get_centre_rules"];
        /**
         * Sets what the centre has of its own from a day on: rules of the program that are otherwise here, further rules, and the holidays of years.
         *     A rule that rests on a law stays on, and allows nobody more time than the law. What was set before and has not begun never does.
         */
        put: operations["set_centre_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clock-rules/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries a draft of what the centre would have of its own over the whole record, as if it held now; nothing is written. Clocks that have ended
         *     stay as they are. Cases are named as far as the caller may see them, a hundred of each rule at most.
         */
        post: operations["try_clock_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clock-rules/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the centre's own rules, the newest first. */
        get: operations["list_clock_rule_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clue-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Searches all cases with every rule now; the program does so by itself every night. */
        post: operations["search_clues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clues, those first whose cause is there longest: a supervisor's are all of them, everybody else's those of the own agency. */
        get: operations["list_clues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One clue. */
        get: operations["get_clue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clues/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agency that has to act says why the cause of a clue is there. */
        post: operations["explain_clue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clues/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The goods that a clue is about now; none once its cause is gone. */
        get: operations["list_clue_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deadlines of cases within reach, those due first at the top. */
        get: operations["list_deadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discrepancies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Discrepancies of items within reach, newest first. */
        get: operations["list_discrepancies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discrepancies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One discrepancy. */
        get: operations["get_discrepancy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discrepancies/{id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The centre head resolves a discrepancy: found, lost, or recorded as it is. */
        post: operations["resolve_discrepancy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents within reach, newest first unless said. */
        get: operations["list_documents"];
        put?: never;
        /** Registers a document of a case within reach. */
        post: operations["register_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document. */
        get: operations["get_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a document of one's own agency on which no request relies. */
        post: operations["cancel_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Corrects a document of one's own agency on which no request relies: another one, which is the
         *     answer, stands in its place.
         */
        post: operations["correct_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Extensions of loans within reach, oldest first. */
        get: operations["list_extensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One extension. */
        get: operations["get_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or rejects an extension that waits for this person. */
        post: operations["decide_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/factor-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Says who must have a second factor: 0 nobody, 1 administrators and auditors, 2 everybody. Whoever must and has none can do nothing
         *     but set one up.
         */
        put: operations["set_factor_rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filed-tables.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tables in one workbook, a sheet each: those of the week, and what is overdue as things stand. */
        get: operations["export_filed_tables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files within reach, newest first unless said. */
        get: operations["list_files"];
        put?: never;
        /** Announces a file: its hash is in the log from here on, and its bytes are awaited. */
        post: operations["announce_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file, with how many of its bytes have come. */
        get: operations["get_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The original of a file, byte for byte. Who fetched it is recorded, once an hour for a session however many ranges it comes in.
         *     Its `ETag` is its SHA-256: what is asked for with `If-None-Match` and is the same is not sent again (304). One `Range` is
         *     answered by its bytes (206), one beyond them is refused (416), several by the whole. No byte leaves unverified: the original is
         *     read to its end and held against its hash at each call, and a range is cut out of what was verified.
         */
        get: operations["get_file_content"];
        /**
         * Takes in the next part of a file, of at most 4 MiB. With the last one the bytes are held against the announced hash and
         *     looked at, and the file is stored. A part that does not begin where the last one ended is refused (409), and the answer says
         *     where the next begins; so does the file itself. Only the account that announced the file sends its content.
         */
        put: operations["put_file_content"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Notes differences on a picture: all that are to stand there, as rectangles in thousandths of its width and height. Its bytes stay as
         *     they are, and the log has every state of the notes.
         */
        put: operations["mark_file"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture as large as a screen, upright and without anything but the picture. */
        get: operations["get_file_screen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/strike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Strikes a file out: it does not count any more, and stays with the reason. */
        post: operations["strike_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture as a small one for lists, upright and without anything but the picture. */
        get: operations["get_file_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hand-overs within reach, newest first, without their lists. */
        get: operations["list_handovers"];
        put?: never;
        /**
         * Opens a hand-over: freezes the list of the lines of a request that changed hands and are on no list yet. Nothing on it is changed
         *     until everybody has signed.
         */
        post: operations["open_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hand-over with its list. */
        get: operations["get_handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers/{id}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a party, or that it would not sign. The last one closes the hand-over. */
        post: operations["sign_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a hand-over that is being signed: its lines are free for another one, and what was signed stays on record. */
        post: operations["withdraw_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back a browser that comes from the identity provider: exchanges the code, and believes what the provider says or not. The cookie that comes
         *     along says who has arrived, and is good for what they came for.
         */
        post: operations["answer_identity_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether people can sign in by an identity provider. They cannot unless the operator has named one. */
        get: operations["get_identity_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a browser to the identity provider to sign in. */
        post: operations["begin_identity_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items within reach: filtered, searched, sorted. */
        get: operations["list_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items within reach as a spreadsheet, `items.csv` or `items.xlsx`: the filter of the list, at most 100,000 rows. */
        get: operations["export_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item with everything known of it. */
        get: operations["get_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Corrects the description of an item that has not been submitted for intake yet. */
        patch: operations["edit_item"];
        trace?: never;
    };
    "/api/v1/items/{id}/classification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Classifies an item in custody and puts it where such goods belong. */
        post: operations["classify_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/description": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Corrects the description of an item in custody, with a reason; category and pieces stay as they are. */
        put: operations["correct_item"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The full history of an item, first event first; 500 at a time. */
        get: operations["get_item_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The label of an item: its QR code, level Q, and the code to read. An item that was cancelled has none (409). */
        get: operations["get_item_label"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/label-replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the label of an item by a new code, or by a blank label that was stuck on it. */
        post: operations["replace_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Holds an item against the log: every event up to the signed checkpoint, their chain, and the row as it stands. */
        get: operations["prove_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/label-contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Label contents by name. */
        get: operations["list_label_contents"];
        put?: never;
        /** Registers a label content. */
        post: operations["register_label_content"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/label-contents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One label content. */
        get: operations["get_label_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a label content. Batches printed before stay as they were. */
        patch: operations["edit_label_content"];
        trace?: never;
    };
    "/api/v1/label-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A label as SVG, drawn with the very font of the print. */
        get: operations["preview_label"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/label-retirements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes blank labels out of use, all or none: sheets that were lost or spoilt. */
        post: operations["retire_labels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Codes in a state, such as the blank labels that no item carries yet. */
        get: operations["list_labels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/list-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The saved views of a list by name: the person's own, and those shared with one of their roles; at most 500. */
        get: operations["list_list_views"];
        put?: never;
        /** Saves a view of a list; whoever may manage settings can share it with a role. */
        post: operations["save_list_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/list-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a view: the person's own, or a shared one by whoever may manage settings. */
        delete: operations["remove_list_view"];
        options?: never;
        head?: never;
        /** Changes a view of the person's own: renames it, replaces what it shows, begins with it, shares it. */
        patch: operations["edit_list_view"];
        trace?: never;
    };
    "/api/v1/loans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Loans within reach, item by item, those due first at the top unless said. */
        get: operations["list_loans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Loans within reach as a spreadsheet, `loans.csv` or `loans.xlsx`: the filter of the list, at most 100,000 rows. */
        get: operations["export_loans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Movements of items within reach, newest first unless said. */
        get: operations["list_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Movements of items within reach as a spreadsheet, `movements.csv` or `movements.xlsx`: the filter of the list, at
         *     most 100,000 rows.
         */
        get: operations["export_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves items in custody to other places; each line succeeds or says why not. */
        post: operations["move_items"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, for people with an account. */
        get: operations["read_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overdue-tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goods that stayed where they are for longer than they should, case by case, as things stand. */
        get: operations["get_overdue_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overdue-tables/{table}/paper.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sheet of what is overdue as a paper, with at most 10,000 rows; it has no number and is not kept. */
        get: operations["get_overdue_table_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A paper as it would be issued now, without a number and with a watermark across every page. */
        get: operations["preview_paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Paper profiles by name. */
        get: operations["list_paper_profiles"];
        put?: never;
        /** Registers a paper profile. */
        post: operations["register_paper_profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One paper profile. */
        get: operations["get_paper_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a paper profile, such as its calibration. Batches printed before stay as they were. */
        patch: operations["edit_paper_profile"];
        trace?: never;
    };
    "/api/v1/paper-profiles/{id}/calibration.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page to lay over a sheet of labels: it shows by how much the printer is off. */
        get: operations["get_paper_profile_calibration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How papers are headed, numbered and copied. */
        get: operations["get_paper_settings"];
        /** Sets how papers are headed, numbered and copied. Papers that were issued stay as they are. */
        put: operations["set_paper_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Issued papers within reach, newest first. With `file_sha256` it tells which issue a file is: none when the file was altered or
         *     is no paper of this centre.
         */
        get: operations["list_papers"];
        put?: never;
        /**
         * Issues a paper from what the record says now, with the next number. Where nothing has changed since it was issued last, that
         *     issue is answered; where something has, the new one names the one it replaces.
         */
        post: operations["issue_paper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One issued paper. */
        get: operations["get_paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers/{id}/paper.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of an issued paper, the very bytes whose digest is in the log. */
        get: operations["get_paper_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkey-challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a challenge to sign in with, alone or after the password. The cookie that comes along must come back with the answer. */
        post: operations["begin_passkey_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether passkeys can be shown where the pages are opened. They cannot unless the operator has said under which name that is. */
        get: operations["get_passkeys_offered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Registers the places of a table, all of them or none. Every cell that breaks a rule is named, such as `/rows/12/code`. With
         *     `check_only` nothing is registered.
         */
        post: operations["import_places"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers numbered places below a place, all of them or none. The first codes that are in use are named. */
        post: operations["register_place_series"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places by code, with how many items lie in each and below it, and how much room there is. */
        get: operations["list_places"];
        put?: never;
        /** Registers a place. */
        post: operations["register_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One place, with how many items lie in it and below it, and how much room there is. */
        get: operations["get_place"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes or closes a place. */
        patch: operations["edit_place"];
        trace?: never;
    };
    "/api/v1/print-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Print batches, newest first. */
        get: operations["list_print_batches"];
        put?: never;
        /**
         * Prints labels: makes the batch and records it. Up to 500 labels are done with the answer; more are recorded piece by
         *     piece, which `recorded_count` shows. Labels that were printed before need a `reason`.
         */
        post: operations["print_labels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/print-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One print batch, with how far it has come. */
        get: operations["get_print_batch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/print-batches/{id}/labels.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The labels of a batch as PDF, the same bytes each time. Has to be recorded completely before. Once items of it were
         *     cancelled it is refused naming them (409), so that nothing is left out unseen; what it said stays in its lines. Who fetched
         *     it is recorded, and whoever fetches it again says why.
         */
        get: operations["get_print_batch_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/print-batches/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of a batch. */
        get: operations["list_print_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of a year, counted from the tables. `custody report` counts the log too and compares. */
        get: operations["get_year_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/stays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the goods that are not gone wait for, summed by whose turn it is. */
        get: operations["sum_stays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock now, counted from the tables. */
        get: operations["get_stock_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests within reach, newest first unless said. */
        get: operations["list_requests"];
        put?: never;
        /** Drafts a request. */
        post: operations["draft_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests within reach as a spreadsheet, `requests.csv` or `requests.xlsx`: the filter of the list, at most 100,000
         *     rows.
         */
        get: operations["export_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request with its steps and what the caller may do next. */
        get: operations["get_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes one's own draft, or a request returned for correction. */
        patch: operations["edit_request"];
        trace?: never;
    };
    "/api/v1/requests/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves, returns for correction or rejects a request that waits for this person. */
        post: operations["decide_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/blockers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would block the submission of a draft as things stand. */
        get: operations["list_request_blockers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/execution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carries out lines of an approved request; every line succeeds or says why not. */
        post: operations["execute_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The extensions of one loan, oldest first. */
        get: operations["list_request_extensions"];
        put?: never;
        /** Asks for a later due time of one's own loan. */
        post: operations["ask_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of a request, 500 at a time. */
        get: operations["list_request_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/receiver-document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the number of the receiver's identity document whole; that it was shown, to whom and why stays in the log. */
        post: operations["reveal_receiver_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The centre head confirms what was refused at the desk, or sends the refused lines back to the custodian. */
        post: operations["decide_request_refusals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits one's own draft: it gets its number and holds its items. */
        post: operations["submit_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws one's own request before anything was carried out. */
        post: operations["withdraw_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scan/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Looks a scanned or typed code up: an item's label, a former or blank one, or a place's. Whoever is about to carry something out learns
         *     before they do what it would be refused for.
         */
        get: operations["scan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * At most 20 things within reach that a text leads to: the item with that code first, then what has a number that
         *     begins so, then, unless the text was such a number, items by their words.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets by which rules people sign in: the security profile (0 `nist`, 1 `mlps3`, 2 `cjis`), which bounds other settings and passwords, or
         *     after how many days accounts are to be reviewed.
         */
        put: operations["set_security_rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seizure-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Seizure lists, newest first. */
        get: operations["list_seizure_lists"];
        put?: never;
        /** Registers a seizure list with up to 10,000 items; every item gets its label code. */
        post: operations["register_seizure_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seizure-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One seizure list; its items are listed by `/items?seizure_list_id=`. */
        get: operations["get_seizure_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seizure-lists/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a seizure list of one's own agency together with its items, which must all still be with their officers. */
        post: operations["cancel_seizure_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seizure-lists/{id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Corrects a seizure list of one's own agency whose items are all still with their officers: another one, which is the
         *     answer, stands in its place, with the items.
         */
        post: operations["correct_seizure_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, with roles and permissions. */
        get: operations["get_session"];
        put?: never;
        /** Signs in. While the database takes nothing, such as on a full disk, the session is good for reading. */
        post: operations["sign_in"];
        /** Signs out: the session ends at once. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with the certificate that the connection shows: it is held, and opened with a PIN. No password and no code is asked for. The
         *     session is good on connections that show the same certificate only.
         */
        post: operations["sign_in_with_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own certificates, the oldest first. */
        get: operations["list_own_certificates"];
        put?: never;
        /** Adds the certificate that the connection shows to the own account. Its owner must have said who they are a short while ago. */
        post: operations["add_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/certificates/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one of the own certificates off the account; the sessions that were begun with it end. Its owner must have said who they are a
         *     short while ago.
         */
        post: operations["remove_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A second custodian signs in on the spot, in the session of the first, who then acts for both; also in the session
         *     of the centre head, who resolves a discrepancy of valuables.
         */
        post: operations["confirm_as_second"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirmations/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A second custodian confirms on the spot with a passkey alone, in the session of the first, who then acts for both. */
        post: operations["confirm_as_second_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to set up a second factor for the own account. It counts once a code of it was typed. */
        post: operations["set_up_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the second factor count from now on, once a code of it is typed. The answer has the recovery codes. */
        post: operations["confirm_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives other recovery codes; the former ones are void. */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes the second factor of the own account. */
        post: operations["remove_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in whoever has come back from the identity provider in this browser. It counts for the password; a code or a passkey is asked for where the
         *     account has a second factor and the provider has not seen one.
         */
        post: operations["sign_in_with_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/identity-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a browser to the identity provider to link an identity, which needs a recent proof, or to say there anew who one is. */
        post: operations["begin_identity_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/linked-identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own linked identities, the oldest first. */
        get: operations["list_own_identities"];
        put?: never;
        /**
         * Links the identity that the identity provider has just vouched for in this browser to the own account. Needs a recent proof of who its owner
         *     is.
         */
        post: operations["link_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/linked-identities/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes one of the own linked identities. Needs a recent proof of who its owner is. */
        post: operations["unlink_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with a passkey alone: the device has asked who is there. No password and no code is asked for. */
        post: operations["sign_in_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey-challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a challenge for what is asked within a session. */
        post: operations["begin_passkey_proof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey-registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to add a passkey to the own account: the password anew, and a code or a passkey where there is a second factor. The answer to
         *     the challenge is proof enough that it was given.
         */
        post: operations["begin_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own passkeys, the oldest first. */
        get: operations["list_own_passkeys"];
        put?: never;
        /** Adds a passkey to the own account, with what the authenticator has made of the challenge. */
        post: operations["add_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives one of the own passkeys another name. */
        put: operations["rename_passkey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes one of the own passkeys: the password anew, and a code or a passkey. */
        post: operations["remove_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password; every session of the person ends, this one too. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/reauthentication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says anew who one is: with the password, and with a code or a passkey where the account has a second factor. What is refused with
         *     `reauthentication_needed` is then done for a quarter of an hour.
         */
        post: operations["reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/reauthentication/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says anew who one is, by the identity provider, which has just asked. What is refused with `reauthentication_needed` is then done for a quarter
         *     of an hour.
         */
        post: operations["reauthenticate_with_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/reauthentication/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says anew who one is, with a passkey alone. What is refused with `reauthentication_needed` is then done for a quarter of an hour. */
        post: operations["reauthenticate_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the next pair of tokens. A refresh token is good once; using an older one ends the session. */
        post: operations["refresh_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in oneself, the newest first. */
        get: operations["list_own_sessions"];
        put?: never;
        post?: never;
        /** Ends all of the own sessions but this one. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the own sessions. */
        delete: operations["end_own_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every setting with its default and its bounds. */
        get: operations["list_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets a value. Who must have a second factor and what the centre is held to says the security administrator, see `set_factor_rule` and
         *     `set_security_rule`.
         */
        put: operations["set_setting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Founds the centre with the one-time token printed at the first start. */
        post: operations["found_centre"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goods that are not gone, each with what it waits for, those first that wait longest. */
        get: operations["list_stays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Supervision notices, newest first: a supervisor's are all of them, everybody else's those to the own agency. */
        get: operations["list_supervision_notices"];
        put?: never;
        /** Asks an agency about a case, one of its items or a clue. */
        post: operations["send_supervision_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One supervision notice. */
        get: operations["get_supervision_notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The answer is enough; the notice is closed. */
        post: operations["accept_supervision_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The asked agency answers. */
        post: operations["answer_supervision_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices/{id}/repetition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The answer is not enough: it is asked again. */
        post: operations["repeat_supervision_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision-notices/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a notice back, with the reason. */
        post: operations["withdraw_supervision_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Registers the people of a table, all of them or none, without roles and without a password: those are given to each afterwards.
         *     Every cell that breaks a rule is named, such as `/rows/12/login`. With `check_only` nobody is registered.
         */
        post: operations["import_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People by login; officers and unit heads see their own agency's. */
        get: operations["list_users"];
        put?: never;
        /**
         * Registers an account without roles; a security administrator grants them. The answer has the first part of its password, the
         *     second is given by whoever releases it. Whoever has an account already, by badge or identity number, gets another only with `same_person`; the
         *     refusal names the first.
         */
        post: operations["register_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people of all agencies as a spreadsheet, `users.csv` or `users.xlsx`, with what a review of accounts looks at: the filter of the list, at
         *     most 100,000 rows.
         */
        get: operations["export_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: operations["get_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a name, an agency, or by what the person is known. What makes two accounts those of one person is refused until `same_person` says
         *     that this is known; the refusal names the other account.
         */
        patch: operations["edit_user"];
        trace?: never;
    };
    "/api/v1/users/{id}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says up to which level a person may know of cases, from the next call on; nobody clears the own account. */
        post: operations["grant_clearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/disablement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disables an account for good; the person's sessions end. */
        post: operations["disable_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/factor-removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes the second factor of somebody who lost it, passkeys and all; the person's sessions end. That of an administrator only its owner removes, or
         *     the operator at the server.
         */
        post: operations["take_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/linked-identity-removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes the linked identities of somebody else, such as when the account at the identity provider is in wrong hands; the person's sessions
         *     end.
         */
        post: operations["take_identities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/lock-release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lifts the lock of an account after too many wrong passwords. */
        post: operations["release_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a person the first part of a new password. The old one is good until another administrator releases the new one. */
        post: operations["give_password_part"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/password-release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Releases a password of which another administrator gave the first part within the last day; the answer has the second part. The person's
         *     sessions end, and so does the lock after too many attempts.
         */
        post: operations["release_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a person exactly these roles; the person's sessions end. */
        post: operations["grant_roles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/separation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets an account that was taken for another one of the same person count as that of a person of its own again, once whoever manages accounts
         *     has taken the common number off one of them.
         */
        post: operations["separate_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a person is signed in, the newest first. */
        get: operations["list_user_sessions"];
        put?: never;
        post?: never;
        /** Ends every session of a person, but the one of this call. */
        delete: operations["end_user_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one session of a person. */
        delete: operations["end_user_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weekly-tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A table of a week: cases and goods that came, went, were lent and came back, agency by agency, and how many there were in all. */
        get: operations["get_weekly_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weekly-tables/{table}/paper.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A table of a week as a paper to be signed and filed; it has no number and is not kept. */
        get: operations["get_weekly_table_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the caller, by the caller's roles. Nothing for a role that only watches over accounts. */
        get: operations["list_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the program runs. */
        get: operations["is_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether calls can be answered: the database and the head of the log can be read, and are those the program works with.
         *     Answered within two seconds, whatever the database does.
         */
        get: operations["is_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures for Prometheus. Only callers on this machine get them, and nobody through a proxy; where the program listens for the inside
         *     as well, whoever calls there, and nobody else.
         */
        get: operations["read_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Accounts that are confirmed as they stand. */
        AccountReview: {
            accounts: components["schemas"]["Reviewed"][];
        };
        /** @description The accounts that were confirmed. */
        AccountReviewView: {
            accounts: components["schemas"]["UserView"][];
        };
        /** @description A step the caller could take, and the refusal it would meet now. */
        ActionView: {
            action: components["schemas"]["RequestAction"];
            allowed: boolean;
            refusal: components["schemas"]["RefusalView"] | null;
        };
        /** @description What can be changed of an agency; absent members stay as they are. */
        AgencyEdit: {
            /** @description Whether its people can sign in, and others be registered for it. The centre itself stays open. */
            active?: boolean;
            /** @description Name, at most 200 characters. */
            name?: string;
            parent_id?: components["schemas"]["AgencyId"] | null;
        };
        /** Format: uuid */
        AgencyId: string;
        /** @description Agencies that are registered together. */
        AgencyImport: {
            /** @description Whether the rows are only checked, and nothing is registered. */
            check_only?: boolean;
            /** @description At most 500. */
            rows: components["schemas"]["ImportedAgency"][];
        };
        /**
         * @description What an agency is.
         * @enum {string}
         */
        AgencyKind: "police" | "procuratorate" | "court" | "finance" | "political_legal_committee" | "market_supervision" | "other_enforcement" | "centre";
        /** @description Where the pieces of one agency are. */
        AgencyStock: components["schemas"]["StockLine"] & {
            agency_id: components["schemas"]["AgencyId"];
            code: string;
            name: string;
        };
        /** @description An agency. */
        AgencyView: {
            /** @description Whether its people can sign in, and others be registered for it. */
            active: boolean;
            /** @description 单位代码, 12 digits. */
            code: string;
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["AgencyId"];
            kind: components["schemas"]["AgencyKind"];
            name: string;
            parent_id: components["schemas"]["AgencyId"] | null;
            parent_name: string | null;
            /** @description The roles that its people may have, by its kind. */
            roles: components["schemas"]["Role"][];
            /** Format: int32 */
            version: number;
        };
        /** @description The figures of one agency: that of the requests, and of the goods it registered. */
        AgencyYearView: {
            agency_id: components["schemas"]["AgencyId"];
            /** @description Its pieces at the end of the year. */
            closing: components["schemas"]["Stock"];
            /** @description 12-digit unit code. */
            code: string;
            /** Format: int64 */
            lost: number;
            /** @description As it was called when the year ended. */
            name: string;
            /** @description What it is called now, when that is something else. */
            names_now?: components["schemas"]["NamesNow"];
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            released: number;
            requests: components["schemas"]["RequestCounts"];
        };
        /** @description What an authenticator answers to a challenge, each member in base64url as the browser gives it. */
        Assertion: {
            /** @description `authenticatorData` */
            authenticator_data: string;
            /** @description `clientDataJSON` */
            client_data: string;
            /** @description `id` */
            credential_id: string;
            /** @description `signature` */
            signature: string;
            /** @description `userHandle` */
            user_handle?: string | null;
        };
        /** @description The details a category asks for; members of other categories stay empty. */
        Attributes: {
            /**
             * @description Cash counted by denomination, such as "100×52, 50×3".
             * @default null
             */
            denominations: string | null;
            /**
             * @description Engine number of a motor vehicle.
             * @default null
             */
            engine_no: string | null;
            /**
             * @description Fineness or quality of precious goods (成色), such as "足金999".
             * @default null
             */
            fineness: string | null;
            /** @default null */
            grade: components["schemas"]["Grade"] | null;
            /**
             * Format: int64
             * @description Gross amount in thousandths of the unit.
             * @default null
             */
            gross_milli: number | null;
            /**
             * @description SHA-256 of the image where one was taken, 64 hexadecimal digits.
             * @default null
             */
            image_sha256: string | null;
            /**
             * @description IMEI of a phone: 15 digits with a Luhn check digit (3GPP TS 23.003).
             * @default null
             */
            imei: string | null;
            /**
             * Format: int32
             * @description Number of keys handed over.
             * @default null
             */
            keys: number | null;
            /**
             * @description How bulk goods were measured, such as weighed or counted.
             * @default null
             */
            measure_method: string | null;
            /**
             * @description Unit of the measure.
             * @default null
             */
            measure_unit: string | null;
            /**
             * Format: int64
             * @description Mileage in kilometres.
             * @default null
             */
            mileage_km: number | null;
            /**
             * @description Whether the vehicle is a motor vehicle; non-motor vehicles need none of the above.
             * @default null
             */
            motor: boolean | null;
            /**
             * @description Number plate: 7 characters, 8 for new-energy vehicles (GA 36-2018).
             * @default null
             */
            plate: string | null;
            /**
             * @description How the specimen is preserved.
             * @default null
             */
            preservation: string | null;
            /**
             * @description Protection class of the species.
             * @default null
             */
            protection_class: string | null;
            /**
             * @description How samples were taken.
             * @default null
             */
            sampling_note: string | null;
            /**
             * @description Species of a specimen.
             * @default null
             */
            species: string | null;
            /**
             * Format: int64
             * @description Tare in thousandths of the unit.
             * @default null
             */
            tare_milli: number | null;
            /**
             * @description Vehicle identification number of a motor vehicle: 17 characters without I, O and Q (ISO 3779).
             * @default null
             */
            vin: string | null;
            /**
             * Format: int64
             * @description Weight in milligrams.
             * @default null
             */
            weight_milligrams: number | null;
        };
        /** @description An entry with what was hashed and how it is proved. */
        AuditEntryDetail: components["schemas"]["AuditEntryView"] & {
            /** @description What it tells, field by field; empty where there is no payload to be shown. */
            changes: components["schemas"]["ChangeView"][];
            checkpoint: components["schemas"]["CheckpointView"] | null;
            /**
             * Format: int64
             * @description The entry before about the same subject, with which it was compared; null where the entry tells itself what was before, and for a
             *     first one.
             */
            compared_with: number | null;
            /** @description The very bytes that were hashed, as text. */
            leaf: string;
            /** @description SHA-256(0x00 ‖ leaf), hexadecimal. */
            leaf_hash: string;
            /** @description The same bytes, hexadecimal. */
            leaf_hex: string;
            /**
             * @description The payload as text, byte for byte unless something of it is hidden: the leaf carries its SHA-256. Null when it is missing, which
             *     nothing orders, and for an entry that is concealed.
             */
            payload: string | null;
            /** @description Whether it, or the names and numbers of people in it, are hidden from this person, so that its hash is another. */
            payload_hidden: boolean;
            proof: components["schemas"]["InclusionView"] | null;
            /** @description The names of what the fields mention by id, at most 200, as far as the reader may know of it. */
            references: components["schemas"]["SubjectView"][];
        };
        /** @description An entry of the log. */
        AuditEntryView: {
            action: string;
            actor_id: components["schemas"]["UserId"] | null;
            actor_name: string | null;
            agency_id: components["schemas"]["AgencyId"] | null;
            agency_name: string | null;
            at: components["schemas"]["Time"];
            /** @description Whether it is about a case above the reader's clearance: its names and its payload are not told. */
            concealed: boolean;
            /** @description Label code. */
            item_code: string | null;
            item_id: components["schemas"]["ItemId"] | null;
            item_name: string | null;
            /**
             * Format: int32
             * @description Number of the event among the item's own, from 1.
             */
            item_seq: number | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description The request's number, when it is about one. */
            request_number: string | null;
            /**
             * Format: int64
             * @description Number of the leaf, from 0.
             */
            seq: number;
            /** @description Its number, code or login, where it has one; of a setting, its word. */
            subject_code: string | null;
            subject_id: components["schemas"]["SubjectId"] | null;
            subject_kind: components["schemas"]["SubjectKind"] | null;
            /** @description Its name or title, where it has one. */
            subject_name: string | null;
        };
        /** @description A text in both languages. */
        Bilingual: {
            en: string;
            zh: string;
        };
        /** @description What would block a submission. */
        BlockerView: components["schemas"]["RefusalView"] & {
            /** @description JSON pointer to the field or line, such as `/items/17`. */
            pointer: string;
        };
        /** @description Why something is cancelled. */
        Cancellation: {
            /** @description Why. */
            reason: string;
        };
        /** @description What is to change of a case; absent members stay as they are. */
        CaseEdit: {
            /** @description 案件编号, up to 64 characters. */
            case_no?: string;
            /** @description 案由 */
            cause?: string;
            /** @description What people call the case. */
            name?: string;
            /** @description At least two officers of the agency; the whole list. */
            officers?: components["schemas"]["UserId"][];
            /** @description Stage */
            stage?: components["schemas"]["Stage"];
        };
        /** Format: uuid */
        CaseId: string;
        /** @description A case. Keepers see goods, not case secrets: the cause and the officers are absent for them. */
        CaseView: {
            /** @description The agency that registered it. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_no: string;
            /** @description 案由 */
            cause?: string | null;
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["CaseId"];
            name: string;
            /** @description The officers; only when asked for one case. */
            officers?: components["schemas"]["OfficerView"][] | null;
            responsible_agency_id: components["schemas"]["AgencyId"];
            responsible_agency_name: string;
            /** @description How far it may be known. */
            secrecy: components["schemas"]["SecrecyLevel"];
            stage: components["schemas"]["Stage"];
            /** Format: int32 */
            version: number;
        };
        /** @description Pieces received in the year by category, and what the six categories leave open. */
        CategoriesView: {
            /**
             * Format: int64
             * @description Sum of the six categories of the report.
             */
            classified: number;
            /** Format: int64 */
            received: number;
            rows: components["schemas"]["CategoryView"][];
            /**
             * Format: int64
             * @description What is missing to the pieces received: not classified yet.
             */
            unclassified: number;
        };
        /**
         * @description The categories of the centre (domain rules of section 4); `unclassified` is a value of its own, not an error.
         * @enum {string}
         */
        Category: "ordinary" | "valuable" | "specimen" | "antimagnetic" | "bulk" | "vehicle" | "unclassified";
        /** @description Where the pieces of one category are. */
        CategoryStock: components["schemas"]["StockLine"] & {
            category: components["schemas"]["Category"];
        };
        /** @description Pieces received of one category, by the category they are known to have now. */
        CategoryView: {
            category: components["schemas"]["Category"];
            /** Format: int64 */
            pieces: number;
            /** @description The query of the list of items that shows them. */
            query: string;
        };
        /** @description What a centre has of its own: its rules, and those of the national pack that it has otherwise; and the years whose days it has otherwise. */
        CentreRules: {
            rules: components["schemas"]["WrittenRule"][];
            years: components["schemas"]["YearTable"][];
        };
        /** @description What the centre has of its own, to be edited, and what it stands over. */
        CentreRulesView: {
            effective_from: components["schemas"]["Day"] | null;
            /** @description The rules and years that the program comes with. */
            national: components["schemas"]["CentreRules"];
            own: components["schemas"]["CentreRules"];
            /**
             * Format: int32
             * @description The newest version, 0 while there is none; to be sent as `If-Match`.
             */
            version: number;
        };
        /** Format: uuid */
        CertificateId: string;
        /** @description The certificate that the connection shows. */
        CertificateShown: {
            not_offered?: components["schemas"]["RefusalView"] | null;
            /** @description Whom it is of, as it says (RFC 4514); absent where none is shown. */
            subject?: string | null;
            valid_to?: components["schemas"]["Time"] | null;
        };
        /** @description How the tokens are wanted by whoever signs in with the certificate of the connection. */
        CertificateSignIn: {
            /** @description Browsers: the tokens come as cookies that scripts cannot read, and not in the body. */
            cookies?: boolean;
            /**
             * @description Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
             *     sign-in is refused.
             */
            replace_session?: boolean;
        };
        /** @description The own certificates, ten at most. */
        CertificatesView: {
            not_offered?: components["schemas"]["RefusalView"] | null;
            rows: components["schemas"]["CertificateView"][];
        };
        /** @description One of the own certificates. */
        CertificateView: {
            added_at: components["schemas"]["Time"];
            id: components["schemas"]["CertificateId"];
            issuer: string;
            last_used_at?: components["schemas"]["Time"] | null;
            /** @description How its owner calls it. */
            name: string;
            /** @description Its number with whoever made it, hexadecimal. */
            serial: string;
            /** @description Whether it is the one that this connection shows. */
            shown: boolean;
            /** @description Whom it is of, as it says (RFC 4514). */
            subject: string;
            valid_from: components["schemas"]["Time"];
            valid_to: components["schemas"]["Time"];
        };
        /** @description One field of what an entry tells. */
        ChangeView: {
            /** @description As it is after the entry; null where it has no value. */
            after: unknown;
            /** @description As it was before, as the payload has it; null where it had no value, or when what was before is not known. */
            before: unknown;
            /** @description Whether it is known what was before. */
            compared: boolean;
            /** @description Its path, such as `request.status`, `circumstances.reason` or `place_id`. The last part is a word of `EntryField`. */
            field: string;
        };
        /** @description A signed statement of how long the log was and what its root was. */
        CheckpointView: {
            /** @description The C2SP signed note as it is published. */
            note: string;
            /** @description Root of the tree over them, hexadecimal. */
            root: string;
            signed_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Entries it covers.
             */
            size: number;
        };
        /** @description How a custodian classifies an item. */
        Classification: {
            attributes?: components["schemas"]["Attributes"] | null;
            /** @description The category it turns out to be. */
            category: components["schemas"]["Category"];
            /** @description Code of a place fit for the category. */
            place: string;
            /** @description Why. */
            reason: string;
            /** @description Seal number, for goods that must be sealed. */
            seal_no?: string | null;
        };
        /** @description A classification, with the second custodian's confirmation where two are needed. */
        ClassificationCall: {
            /** @description What and where to. */
            classification: components["schemas"]["Classification"];
            /** @description From `POST /session/confirmations`. */
            confirmation?: string | null;
        };
        /**
         * @description What it means that the limit has passed.
         * @enum {string}
         */
        ClockEffect: "overdue" | "lapses" | "return_due";
        /**
         * @description How a clock stands.
         * @enum {string}
         */
        ClockLight: "green" | "yellow" | "red" | "kept" | "missed";
        /** @description How long a clock runs for some kinds of agency. */
        ClockLimitView: {
            /** @description Empty for all. */
            agency_kinds: components["schemas"]["AgencyKind"][];
            /**
             * Format: int64
             * @description Null for what runs as approved.
             */
            amount: number | null;
            unit: components["schemas"]["ClockUnit"];
        };
        /**
         * @description Who has to act before the limit.
         * @enum {string}
         */
        ClockOwner: "case_officer" | "unit_head" | "custodian" | "centre_head";
        /** @description The rules for clocks that hold. */
        ClockRulesView: {
            centre: components["schemas"]["RulesInForce"] | null;
            coming: components["schemas"]["RulesInForce"] | null;
            /** @description The day from which the national rules hold. */
            effective_from: components["schemas"]["Day"];
            /** @description Of this year and the next, those of which it is not known on which days offices are closed: weekends alone count. */
            missing_years: number[];
            rules: components["schemas"]["ClockRuleView"][];
            /** @description Which issue of the national rules the program comes with. */
            version: string;
            years: components["schemas"]["ClockYearView"][];
        };
        /** @description A version of the centre's own rules. */
        ClockRuleVersionView: {
            effective_from: components["schemas"]["Day"];
            made_at: components["schemas"]["Time"];
            made_by: components["schemas"]["UserId"];
            made_by_name: string;
            names_now: components["schemas"]["NamesNow"];
            own: components["schemas"]["CentreRules"];
            reason: string;
            /** Format: int32 */
            version: number;
        };
        /** @description A rule for a clock. */
        ClockRuleView: {
            article: string | null;
            code: string;
            effect: components["schemas"]["ClockEffect"];
            enabled: boolean;
            /** @description Null for the centre's own practice, as are article and text. */
            law: string | null;
            /** @description The first that holds for an agency counts; where none does, no clock runs. */
            limits: components["schemas"]["ClockLimitView"][];
            owner: components["schemas"]["ClockOwner"];
            /** @description Whether it is as the program comes with it. */
            source: components["schemas"]["RuleSource"];
            start: components["schemas"]["ClockStart"];
            subject: components["schemas"]["ClockSubject"];
            /** @description What the article says, in short. */
            text: string | null;
            /** @description What has to be done, in the caller's language. */
            title: string;
            /**
             * Format: int64
             * @description How many hours before its limit it warns.
             */
            warn_hours: number;
        };
        /**
         * @description What starts a clock; what ends it belongs to it.
         * @enum {string}
         */
        ClockStart: "seized_for_handover" | "seized_for_release" | "received_unclassified" | "first_received" | "under_review" | "handed_out" | "request_waiting" | "discrepancy_opened" | "notice_sent";
        /**
         * @description What a clock is about.
         * @enum {string}
         */
        ClockSubject: "seizure_list" | "item" | "case" | "request" | "discrepancy" | "supervision_notice";
        /** @description What a draft would make of the record, as things stand. */
        ClockTrialView: {
            /**
             * Format: int64
             * @description How many clocks would be overdue that are not.
             */
            newly_red: number;
            /**
             * Format: int64
             * @description How many clocks would not be overdue any more.
             */
            no_longer_red: number;
            /** @description Rule by rule. */
            rules: components["schemas"]["RuleTrial"][];
        };
        /**
         * @description In what a limit is counted.
         * @enum {string}
         */
        ClockUnit: "hours" | "calendar_days" | "working_days" | "as_agreed";
        /** @description The holidays and the working weekends of a year. */
        ClockYearView: {
            closed: components["schemas"]["Holiday"][];
            open: components["schemas"]["Day"][];
            source: components["schemas"]["RuleSource"];
            /** Format: int32 */
            year: number;
        };
        /** Format: uuid */
        ClueId: string;
        /** @description One of the goods that a clue is about. */
        ClueItemView: {
            /** @description Label code. */
            code: string;
            item_id: components["schemas"]["ItemId"];
            name: string;
            /** @description Since when the cause is there for it. */
            since: components["schemas"]["Time"];
        };
        /**
         * @description What is looked for in the record of every case.
         * @enum {string}
         */
        ClueRule: "handover_late" | "seizure_expired" | "transfer_late" | "loan_late" | "discrepancy_waiting" | "left_behind" | "judgment_silent" | "judgment_missing" | "decision_idle";
        /**
         * @description How a clue stands.
         * @enum {string}
         */
        ClueStatus: "open" | "explained" | "corrected";
        /** @description What a rule of supervision found in a case. */
        ClueView: {
            /** @description Whose people have to act. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            /** @description Whether the caller may say why the cause is there. */
            can_explain: boolean;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            corrected_at: components["schemas"]["Time"] | null;
            explained_at: components["schemas"]["Time"] | null;
            explained_by: components["schemas"]["UserId"] | null;
            explained_by_name: string | null;
            explanation: string | null;
            found_at: components["schemas"]["Time"];
            id: components["schemas"]["ClueId"];
            /**
             * Format: int32
             * @description Goods that it is about.
             */
            item_count: number;
            /** @description The law that the rule rests on, in the caller's language; null for the practice of centres. */
            law: string | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            rule: components["schemas"]["ClueRule"];
            /** @description Since when the cause is there, for the goods that it is there longest for. */
            since: components["schemas"]["Time"];
            status: components["schemas"]["ClueStatus"];
            /** @description What is wrong, in the caller's language. */
            title: string;
            /**
             * Format: int32
             * @description To be sent as `If-Match` when it is explained.
             */
            version: number;
        };
        /**
         * @description In which condition a lent item came back.
         * @enum {string}
         */
        Condition: "intact" | "damaged" | "short" | "substituted" | "lost";
        /** @description What a second custodian leaves with the first. */
        Confirmation: {
            expires_at: components["schemas"]["Time"];
            second_id: components["schemas"]["UserId"];
            second_name: string;
            /** @description Names the second custodian in the calls of this session, for two minutes. */
            second_token: string;
        };
        /** @description That the earlier log is the beginning of the later one (RFC 6962 section 2.1.2). */
        ConsistencyView: {
            /** Format: int64 */
            from: number;
            /** @description The hashes of the proof, base64. */
            path: string[];
            /** Format: int64 */
            to: number;
        };
        /** @description One field with its size. */
        ContentField: {
            /** @description Which. */
            field: components["schemas"]["LabelField"];
            /**
             * Format: int64
             * @description Lines it may take.
             */
            lines?: number;
            /**
             * Format: int64
             * @description Height of the letters; shrunk to 70 % before anything is cut.
             */
            size_um: number;
        };
        /** @description What is on a label: the code at the left, the fields in their order at its right. */
        ContentLayout: {
            /** @description Whether every field is preceded by its name. */
            captions: boolean;
            /** @description The fields, top to bottom. */
            fields: components["schemas"]["ContentField"][];
            /**
             * Format: int64
             * @description Between the edge of the label and everything on it.
             */
            padding_um: number;
            /**
             * Format: int64
             * @description Side of the QR code with its quiet zone.
             */
            qr_um: number;
        };
        /** @description How a custodian corrects the description of goods in custody. */
        Correction: {
            /** @description For valuables, from `POST /session/confirmations`. */
            confirmation?: string | null;
            /** @description What is to be otherwise: absent members stay as they are, and so do category and pieces. */
            description: components["schemas"]["ItemEdit"];
            /** @description Why. */
            reason: string;
        };
        /** @description What ended a seizure list or a document. */
        CorrectionView: {
            made_at: components["schemas"]["Time"];
            made_by: components["schemas"]["UserId"];
            made_by_name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            reason: string;
            replacement_id: components["schemas"]["SubjectId"] | null;
        };
        /**
         * @description What figures were counted from.
         * @enum {string}
         */
        CountedFrom: "tables";
        /** @description Who wants to be believed. */
        Credentials: {
            code?: components["schemas"]["FactorCode"] | null;
            /** @description Name to sign in with. */
            login: string;
            passkey?: components["schemas"]["Assertion"] | null;
            /** @description The password. */
            password: components["schemas"]["Password"];
        };
        /**
         * @description Where the item is in its life with the centre (fact 1 of 4).
         * @enum {string}
         */
        CustodyState: "registered" | "pending_intake" | "in_custody" | "on_loan" | "released" | "refused" | "discrepancy" | "lost" | "cancelled";
        /** Format: date */
        Day: string;
        /** Format: uuid */
        DeadlineId: string;
        /** @description What has to be done until when, and by whom. */
        DeadlineView: {
            /** @description Whose limit it is. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            closed_at: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description The number of the entry by which the list it is about was corrected or cancelled, or which put another date or list in the place of an
             *     earlier one.
             */
            correction_entry: number | null;
            due_at: components["schemas"]["Time"];
            /** @description What it means when it is late. */
            effect: components["schemas"]["ClockEffect"];
            /** @description Whether it is known on which days offices are closed in the year in which it ends; where not, weekends alone were counted. */
            holidays_known: boolean;
            id: components["schemas"]["DeadlineId"];
            item_id: components["schemas"]["ItemId"] | null;
            /** @description The law and its article; null for the centre's own practice. */
            law: string | null;
            light: components["schemas"]["ClockLight"];
            owner: components["schemas"]["ClockOwner"];
            person_id: components["schemas"]["UserId"] | null;
            person_name: string | null;
            request_id: components["schemas"]["RequestId"] | null;
            /** @description The code of its rule. */
            rule: string;
            started_at: components["schemas"]["Time"];
            subject: components["schemas"]["ClockSubject"];
            subject_id: components["schemas"]["SubjectId"];
            /** @description The number of the list, case or request, or the name of the item. */
            subject_name: string | null;
            /** @description What has to be done, in the caller's language. */
            title: string;
            warn_at: components["schemas"]["Time"];
        };
        /** @description A decision. */
        DecisionCall: {
            decision: components["schemas"]["DecisionWord"];
            /** @description Why; needed for everything but an approval. */
            opinion?: string | null;
        };
        /**
         * @description What a head decides.
         * @enum {string}
         */
        DecisionWord: "approve" | "return_for_correction" | "reject";
        /**
         * @description How goods that leave for good come to whoever receives them.
         * @enum {string}
         */
        DeliveryManner: "collected" | "delivered" | "posted" | "transferred";
        /**
         * @description How densely the rows of a list stand.
         * @enum {string}
         */
        Density: "tight" | "usual" | "roomy";
        /** Format: uuid */
        DiscrepancyId: string;
        /** @description A difference between books and goods. */
        DiscrepancyView: {
            /** @description The agency responsible for the item. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"];
            case_no: string;
            category: components["schemas"]["Category"];
            /** @description Label code. */
            code: string;
            condition: components["schemas"]["Condition"];
            /** @description Where the item is in its life now. */
            custody_state: components["schemas"]["CustodyState"];
            id: components["schemas"]["DiscrepancyId"];
            item_id: components["schemas"]["ItemId"];
            /**
             * Format: int32
             * @description Of the item; to be sent as `If-Match` when the discrepancy is resolved.
             */
            item_version: number;
            name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            opened_at: components["schemas"]["Time"];
            opened_by: components["schemas"]["UserId"];
            opened_by_name: string;
            opinion: string | null;
            /** Format: int32 */
            pieces: number;
            reason: string;
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            resolution: components["schemas"]["Resolution"] | null;
            /** @description The resolutions that fit as things stand; empty once resolved. */
            resolutions: components["schemas"]["Resolution"][];
            resolved_at: components["schemas"]["Time"] | null;
            resolved_by: components["schemas"]["UserId"] | null;
            resolved_by_name: string | null;
        };
        /**
         * @description How the item's life with the centre ended (fact 4 of 4).
         * @enum {string}
         */
        Disposition: "return_to_party" | "return_to_victim" | "transfer_with_case" | "auction" | "sale" | "treasury" | "confiscation" | "destruction" | "handover_to_authority";
        /** @description A document as it should have been registered. Its case stays. */
        DocumentCorrection: {
            /** @description When it was issued. */
            issued_at: components["schemas"]["Time"];
            /** @description What it is. */
            kind: components["schemas"]["DocumentKind"];
            /** @description Its number. */
            number: string;
            /** @description Why it is corrected. */
            reason: string;
            /** @description Its title. */
            title: string;
        };
        /** Format: uuid */
        DocumentId: string;
        /**
         * @description What a document is.
         * @enum {string}
         */
        DocumentKind: "disposition" | "judgment" | "seizure_decision" | "seizure_list" | "intake_receipt" | "other";
        /** @description What is known of a paper. */
        DocumentView: {
            /** @description The agency it belongs to. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"] | null;
            case_name: string | null;
            case_no: string | null;
            correction: components["schemas"]["CorrectionView"] | null;
            created_at: components["schemas"]["Time"];
            created_by: components["schemas"]["UserId"];
            created_by_name: string;
            id: components["schemas"]["DocumentId"];
            issued_at: components["schemas"]["Time"];
            kind: components["schemas"]["DocumentKind"];
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            number: string;
            replaces_id: components["schemas"]["DocumentId"] | null;
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            state: components["schemas"]["RecordState"];
            title: string;
            /** Format: int32 */
            version: number;
        };
        /** @description Sign-ins at browsers that had not been used for the account before. */
        ElsewhereView: {
            /** @description Where it came from. */
            address: string;
            /** @description The last of them. */
            at: components["schemas"]["Time"];
            /** @description What the browser called itself. */
            browser: string;
            /** Format: int64 */
            count: number;
        };
        /** @description Lines to be carried out. */
        ExecutionCall: {
            /** @description Whether one refused line refuses them all. */
            all_or_nothing?: boolean;
            /** @description From `POST /session/confirmations`, where two custodians are needed. */
            confirmation?: string | null;
            /** @description 1 to 10,000 scanned lines. */
            lines: components["schemas"]["LineExecution"][];
        };
        /** @description A request after lines of it were carried out, with what became of each. */
        ExecutionView: {
            request: components["schemas"]["RequestView"];
            results: components["schemas"]["LineResultView"][];
        };
        /** @description A head's word on an extension. */
        ExtensionDecision: {
            approved: boolean;
            /** @description Why; needed for a rejection. */
            opinion?: string | null;
        };
        /** Format: uuid */
        ExtensionId: string;
        /**
         * @description Where a proposed extension stands; it repeats the approvals of the loan.
         * @enum {string}
         */
        ExtensionStatus: "awaiting_unit_head" | "awaiting_centre_head" | "approved" | "rejected";
        /** @description A proposed new due time of a loan. */
        ExtensionView: {
            /** @description The borrower's agency. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            asked_at: components["schemas"]["Time"];
            asked_by: components["schemas"]["UserId"];
            asked_by_name: string;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            centre_head_id: components["schemas"]["UserId"] | null;
            centre_head_name: string | null;
            /** @description Whether the caller may decide on it now. */
            decidable: boolean;
            decided_at: components["schemas"]["Time"] | null;
            /** @description When it is to be due. */
            due_at: components["schemas"]["Time"];
            /** @description The name of the first of them. */
            first_item_name: string | null;
            id: components["schemas"]["ExtensionId"];
            loan_due_at: components["schemas"]["Time"] | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            number: string | null;
            /**
             * Format: int64
             * @description How many items of the loan are out still.
             */
            open_item_count: number;
            opinion: string | null;
            reason: string;
            refusal: components["schemas"]["RefusalView"] | null;
            /** @description The loan request. */
            request_id: components["schemas"]["RequestId"];
            /**
             * Format: int32
             * @description Of the loan request; to be sent as `If-Match` with the decision.
             */
            request_version: number;
            status: components["schemas"]["ExtensionStatus"];
            unit_head_id: components["schemas"]["UserId"] | null;
            unit_head_name: string | null;
        };
        /**
         * @description A second factor.
         * @enum {string}
         */
        Factor: "code" | "certificate" | "passkey";
        /**
         * Format: password
         * @description A code as typed; it never shows in logs.
         */
        FactorCode: string;
        /** @description The secret of a second factor, which is shown this once. */
        FactorSecret: {
            /** @description The same as a picture to be scanned: a QR code, SVG. */
            qr: string;
            /** @description To be typed into an authenticator. */
            secret: string;
            /** @description The same with the names that the authenticator shows: `otpauth://totp/…`. */
            uri: string;
        };
        /** @description One field that cannot be accepted. */
        FieldProblem: {
            /** @description Stable code. */
            code: string;
            /** @description What is wrong with it, in the caller's language. */
            detail: string;
            /** @description JSON pointer (RFC 6901) into the body, or `/` and the name of a query parameter. */
            pointer: string;
        };
        /**
         * @description The figures of the year's report.
         * @enum {string}
         */
        FigureName: "agencies" | "intake_requests" | "outbound_requests" | "loan_requests" | "loan_return_requests" | "pieces_received" | "pieces_released" | "pieces_on_loan" | "pieces_in_dispute" | "pieces_lost" | "pieces_in_custody";
        /** @description One figure of the report. */
        FigureView: {
            name: components["schemas"]["FigureName"];
            /** @description What is counted, in the caller's language. */
            scope: string;
            /** @description The name in the caller's language. */
            title: string;
            /** Format: int64 */
            value: number;
        };
        /** Format: uuid */
        FileId: string;
        /**
         * @description Why the bytes that came of a file were not taken.
         * @enum {string}
         */
        FileRefusal: "other_bytes" | "other_kind" | "broken" | "pixels" | "pdf_active";
        /**
         * @description How far a file has come.
         * @enum {string}
         */
        FileState: "announced" | "stored" | "refused" | "struck";
        /**
         * @description What a file is about.
         * @enum {string}
         */
        FileSubject: "item" | "case" | "seizure_list" | "document" | "discrepancy" | "condition_out" | "condition_in" | "handover";
        /** @description A photograph, a scan or a paper. */
        FileView: {
            announced_at: components["schemas"]["Time"];
            announced_by: components["schemas"]["UserId"];
            announced_by_name: string;
            /** Format: int64 */
            bytes: number;
            case_id: components["schemas"]["CaseId"];
            case_no: string | null;
            discrepancy_id: components["schemas"]["DiscrepancyId"] | null;
            document_id: components["schemas"]["DocumentId"] | null;
            /** @description What the camera wrote. */
            exif: {
                [key: string]: string;
            } | null;
            handover_id: components["schemas"]["HandoverId"] | null;
            /**
             * Format: int32
             * @description Pixels down, upright.
             */
            height: number | null;
            id: components["schemas"]["FileId"];
            /** @description Whether there are smaller sizes of it to be shown. */
            is_shown: boolean;
            item_id: components["schemas"]["ItemId"] | null;
            /** Format: int32 */
            line_no: number | null;
            /**
             * Format: int64
             * @description The entry of the log that has the hash.
             */
            log_entry: number | null;
            /** @description Who made it. */
            maker: string;
            /** @description Differences noted on the picture. */
            marks: components["schemas"]["MarkView"][];
            media_type: components["schemas"]["MediaType"];
            method: string | null;
            name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description Where the original is kept. */
            original_kept: string | null;
            /** @description Why it was struck out. */
            reason: string | null;
            /**
             * Format: int64
             * @description Bytes that have come; told of one file, and where its bytes are awaited.
             */
            received: number | null;
            refusal: components["schemas"]["FileRefusal"] | null;
            remarks: string | null;
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            /** @description Who made it with them. */
            second_maker: string | null;
            seizure_list_id: components["schemas"]["SeizureListId"] | null;
            /** @description SHA-256 of its bytes, hexadecimal. */
            sha256: string;
            state: components["schemas"]["FileState"];
            stored_at: components["schemas"]["Time"] | null;
            struck_at: components["schemas"]["Time"] | null;
            struck_by: components["schemas"]["UserId"] | null;
            struck_by_name: string | null;
            subject: components["schemas"]["FileSubject"];
            taken_at: components["schemas"]["Time"] | null;
            taken_place: string | null;
            /** Format: int32 */
            version: number;
            /**
             * Format: int32
             * @description Pixels across, upright.
             */
            width: number | null;
        };
        /** @description One thing found wrong. */
        Finding: {
            /** @description The label code of the item concerned. */
            item?: string | null;
            /** @description What it is about. */
            kind: components["schemas"]["FindingKind"];
            last?: components["schemas"]["LastChange"] | null;
            /** @description What is wrong. */
            reason: string;
            /** @description The number of the request concerned. */
            request?: string | null;
            /**
             * Format: int64
             * @description The log entry concerned; for a checkpoint, its size.
             */
            seq?: number | null;
            /** @description What a file shows: its item, or else its case, by number. */
            shows?: string | null;
            subject_id?: components["schemas"]["SubjectId"] | null;
        };
        /** Format: uuid */
        FindingId: string;
        /**
         * @description What kind of thing was found wrong.
         * @enum {string}
         */
        FindingKind: "log" | "checkpoint" | "key" | "movement" | "item" | "request" | "print" | "label" | "register" | "database";
        /** @description Something that a verification found wrong. Until it is answered, nothing is changed of what it is about. */
        FindingView: {
            answer: string | null;
            answered_at: components["schemas"]["Time"] | null;
            answered_by: components["schemas"]["UserId"] | null;
            answered_by_name: string | null;
            found_at: components["schemas"]["Time"];
            id: components["schemas"]["FindingId"];
            /** @description The label code of the item concerned. */
            item: string | null;
            item_id: components["schemas"]["ItemId"] | null;
            /** @description What kind of thing was found wrong. */
            kind: components["schemas"]["FindingKind"];
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description What is wrong. */
            reason: string;
            /** @description The number of the request concerned. */
            request: string | null;
            request_id: components["schemas"]["RequestId"] | null;
            ruling: components["schemas"]["Ruling"] | null;
            /**
             * Format: int64
             * @description The log entry concerned; for a checkpoint, its size.
             */
            seq: number | null;
            subject_id: components["schemas"]["SubjectId"] | null;
            /** @description The verification that found it; only the last ones are kept. */
            verification_id: components["schemas"]["VerificationId"];
        };
        /**
         * @description The forms of a spreadsheet.
         * @enum {string}
         */
        Format: "csv" | "xlsx";
        /** @description How many copies are made of a form. */
        FormCopies: {
            /** Format: int64 */
            copies: number;
            form: components["schemas"]["PaperForm"];
        };
        /** @description The copies of a form. */
        FormView: {
            /** Format: int64 */
            copies: number;
            form: components["schemas"]["PaperForm"];
            /** @description The last line of the paper. */
            note: string;
            /**
             * Format: int64
             * @description As many as are usual.
             */
            usual: number;
        };
        /** @description The founded centre. */
        FoundedView: {
            /** @description Initial password of the security administrator: shown this once, runs out after a day. */
            security_initial_password: string;
            /** @description The system administrator. */
            user_id: components["schemas"]["UserId"];
        };
        /**
         * @description The centre and its first two administrators. Roles can only be granted by a security administrator, accounts only
         *     be made by a system administrator, and nobody is both.
         */
        Founding: {
            /** @description 单位代码 of the centre, 12 digits. */
            centre_code: string;
            /** @description Name of the centre. */
            centre_name: string;
            /** @description Login of the system administrator. */
            login: string;
            /** @description Name of the system administrator. */
            name: string;
            /** @description Password of the system administrator. */
            password: components["schemas"]["Password"];
            /** @description Login of the security administrator, who gets an initial password. */
            security_login: string;
            /** @description Name of the security administrator. */
            security_name: string;
            /** @description The one-time token printed at the first start. */
            token: components["schemas"]["Password"];
        };
        /**
         * @description The grade of goods (财物等级) that the centre's papers ask for beside the category.
         * @enum {string}
         */
        Grade: "common" | "precious" | "special";
        /** @description The roles a person is to have, all of them; an empty list takes them. */
        Grant: {
            roles: components["schemas"]["Role"][];
        };
        /** @description What a rule rests on. */
        Ground: {
            /** @description Its article. */
            article: components["schemas"]["Bilingual"];
            /** @description The law or regulation. */
            law: components["schemas"]["Bilingual"];
            /** @description What it says, in short. */
            text: components["schemas"]["Bilingual"];
        };
        /** Format: uuid */
        HandoverId: string;
        /** @description A line of what changes hands. */
        HandoverLine: {
            /** @description The label code. */
            code: string;
            condition: components["schemas"]["Condition"] | null;
            executed_at: components["schemas"]["Time"];
            executed_by: components["schemas"]["UserId"];
            goods?: components["schemas"]["ListedGoods"] | null;
            /**
             * Format: int32
             * @description The line of the request.
             */
            line_no: number;
            name: string;
            outcome: components["schemas"]["LineOutcome"];
            /** Format: int32 */
            pieces: number;
            /** @description The code of the place where they were put. */
            place_code: string | null;
            seal_no: string | null;
            sealing?: components["schemas"]["Sealing"] | null;
            second_id: components["schemas"]["UserId"] | null;
            unit: string;
        };
        /**
         * @description What changes hands, as it is shown to those who sign. Its text, without blanks and with its members in this order, is what its
         *     digest is of.
         */
        HandoverList: {
            kind: components["schemas"]["RequestKind"];
            lines: components["schemas"]["HandoverLine"][];
            /** @description Who signs. */
            parties: components["schemas"]["HandoverParty"][];
            /** @description Who receives the goods, where the request says. */
            receiver_name: string | null;
            /** @description The number of the request. */
            request_number: string;
            /**
             * Format: int32
             * @description Which hand-over of the request it is, from 1.
             */
            sequence: number;
        };
        /**
         * @description As whom somebody signs for a hand-over.
         * @enum {string}
         */
        HandoverParty: "handing_over" | "taking_over" | "second_custodian" | "supervising_witness" | "attesting_witness";
        /** Format: uuid */
        HandoverSignatureId: string;
        /**
         * @description Where a hand-over stands.
         * @enum {string}
         */
        HandoverStatus: "open" | "closed" | "withdrawn";
        /** @description A hand-over of goods between people. */
        HandoverView: {
            closed_at: components["schemas"]["Time"] | null;
            id: components["schemas"]["HandoverId"];
            kind: components["schemas"]["RequestKind"];
            /** Format: int32 */
            line_count: number;
            list: components["schemas"]["HandoverList"] | null;
            /** @description SHA-256 of the list, hexadecimal: of its text as JSON without blanks, its members in the order in which they are answered. */
            list_sha256: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            opened_at: components["schemas"]["Time"];
            opened_by: components["schemas"]["UserId"];
            opened_by_name: string;
            /** @description Who signs, in the order in which people do. */
            parties: components["schemas"]["PartyView"][];
            /** @description Why it was withdrawn. */
            reason: string | null;
            request_id: components["schemas"]["RequestId"];
            request_number: string | null;
            /**
             * Format: int32
             * @description Which hand-over of its request it is, from 1.
             */
            sequence: number;
            status: components["schemas"]["HandoverStatus"];
            /** Format: int32 */
            version: number;
            withdrawn_at: components["schemas"]["Time"] | null;
            withdrawn_by: components["schemas"]["UserId"] | null;
            withdrawn_by_name: string | null;
        };
        /** @description Why a hand-over is withdrawn. */
        HandoverWithdrawal: {
            /** @description Up to 500 characters. */
            reason: string;
        };
        /** @description What a watcher wants to hear. */
        Health: {
            /** @description `ok` */
            status: string;
        };
        /**
         * @description What a hit is.
         * @enum {string}
         */
        HitKind: "item" | "request" | "case" | "seizure_list" | "document";
        /** @description Something found. */
        HitView: {
            case_id?: components["schemas"]["CaseId"] | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["HitKind"];
            /** @description What else tells it from others, in the caller's language. */
            subtitle: string;
            /** @description Its number, or an item's name. */
            title: string;
        };
        /** @description An open request that holds an item. */
        HoldView: {
            kind: components["schemas"]["RequestKind"];
            number: string | null;
            request_id: components["schemas"]["RequestId"];
            status: components["schemas"]["RequestStatus"];
        };
        /** @description The days from one to another on which offices are closed. */
        Holiday: {
            first: components["schemas"]["Day"];
            last: components["schemas"]["Day"];
        };
        /** @description The officer hours saved, as the formula it is. */
        HoursView: {
            /** Format: int64 */
            agencies: number;
            /** @description What the formula assumes, in the caller's language. */
            assumption: string;
            /** Format: int64 */
            days: number;
            /** Format: int64 */
            hours: number;
            /** Format: int64 */
            hours_per_agency_per_day: number;
        };
        /** @description With what somebody comes back, as it stands in the address. */
        IdentityAnswer: {
            code: string;
            /** @description Of whom the answer is, where the provider says it. */
            iss?: string | null;
            state: string;
        };
        /** @description What somebody has come back for. */
        IdentityArrival: {
            purpose?: components["schemas"]["IdentityPurpose"] | null;
        };
        /**
         * @description By what paper somebody says who they are.
         * @enum {string}
         */
        IdentityPaper: "resident_card" | "officer_card" | "passport" | "other";
        /** @description What is shown besides the identity. */
        IdentityProof: {
            code?: components["schemas"]["FactorCode"] | null;
            passkey?: components["schemas"]["Assertion"] | null;
        };
        /** @description Whether people can sign in by an identity provider. */
        IdentityProviderView: {
            /** @description How people call it, where the operator has said it. */
            name?: string | null;
            /** @description Whether there is one. */
            offered: boolean;
        };
        /**
         * @description What an identity is asked for within a session.
         * @enum {string}
         */
        IdentityPurpose: "link" | "proof";
        /** @description Where somebody is sent to. */
        IdentityRequest: {
            /** @description The address at the identity provider that the browser is to open. The cookie that comes along must come back with the answer. */
            authorization_url: string;
        };
        /** @description What is shown besides the identity, and how the tokens are wanted. */
        IdentitySignIn: {
            code?: components["schemas"]["FactorCode"] | null;
            /** @description Browsers: the tokens come as cookies that scripts cannot read, and not in the body. */
            cookies?: boolean;
            passkey?: components["schemas"]["Assertion"] | null;
            /**
             * @description Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
             *     sign-in is refused.
             */
            replace_session?: boolean;
        };
        /** @description The number of an identity document as somebody typed it; it never shows in logs. */
        IdentityText: string;
        /** @description An agency as a row of a table has it. */
        ImportedAgency: {
            /** @description 单位代码, 12 digits. */
            code: string;
            /** @description What it is; it does not change later. */
            kind: components["schemas"]["AgencyKind"];
            /** @description Name, at most 200 characters. */
            name: string;
            /** @description Unit code of the agency above it: one there is, or one of the same table. */
            parent_code?: string | null;
        };
        /** @description A place as a row of a table has it. */
        ImportedPlace: {
            /**
             * Format: int64
             * @description Items it takes; absent: unlimited.
             */
            capacity?: number | null;
            /** @description As of a place that is registered by itself. */
            code: string;
            /** @description Level of the tree. */
            kind: components["schemas"]["PlaceKind"];
            /** @description Name, at most 200 characters. */
            name: string;
            /** @description Code of the place it stands in: one there is, or one of the same table. */
            parent_code?: string | null;
            secrecy?: components["schemas"]["SecrecyLevel"] | null;
            /** @description What it is built for; it does not change later. */
            storage_class: components["schemas"]["StorageClass"];
        };
        /** @description A person as a row of a table has it. Roles are granted afterwards, and numbers of identity documents do not stand in tables. */
        ImportedUser: {
            /** @description Unit code of the person's agency. */
            agency_code: string;
            /** @description 警号 or 工作证号: 2 to 20 letters, digits or hyphens. Given once among agencies of one kind. */
            badge_number?: string | null;
            /** @description Name to sign in with: 3 to 64 lower-case letters, digits, dots or hyphens. */
            login: string;
            /** @description The person's name, at most 100 characters. */
            name: string;
        };
        /** @description What became of a table in which nothing is wrong. */
        ImportView: {
            /** @description Whether they were only checked. */
            check_only: boolean;
            /** @description How many rows were registered, or would be. */
            count: number;
        };
        /** @description That a leaf is in the log (RFC 6962 section 2.1.1). */
        InclusionView: {
            /**
             * Format: int64
             * @description The leaf's number.
             */
            index: number;
            /** @description The sibling hashes from the leaf up, base64. */
            path: string[];
            /**
             * Format: int64
             * @description Entries of the log it was proved in.
             */
            size: number;
        };
        /**
         * @description What happened to an item, in the past tense.
         * @enum {string}
         */
        ItemAction: "ItemRegistered" | "ItemEdited" | "ItemRelisted" | "ItemCancelled" | "ItemSubmitted" | "ItemWithdrawn" | "ItemReceived" | "ItemRefused" | "ItemMoved" | "ItemClassified" | "ItemLent" | "ItemReturned" | "ItemReleased" | "ItemFound" | "ItemLost" | "ItemLabelled" | "ItemRelabelled" | "ItemAccepted";
        /** @description An item with everything known of it. */
        ItemDetail: components["schemas"]["ItemView"] & {
            hold: components["schemas"]["HoldView"] | null;
        };
        /** @description What is to change of a description; absent members stay as they are, and null takes out what there need not be. */
        ItemEdit: {
            attributes?: components["schemas"]["Attributes"] | null;
            /** @description Category; the details must be those it asks for. */
            category?: components["schemas"]["Category"];
            /** @description ISO 4217 code of the valuation; CNY for a first valuation without one. A valuation is never without a currency. */
            currency?: string | null;
            /** @description 特征 */
            features?: string | null;
            /** @description 持有人 */
            holder_name?: string | null;
            /** @description 规格型号 */
            model?: string | null;
            /** @description 名称 */
            name?: string;
            /** @description 所有人 */
            owner_name?: string | null;
            /**
             * Format: int32
             * @description Pieces (件).
             */
            pieces?: number;
            /** @description 备注 */
            remark?: string | null;
            /** @description Serial number, IMEI or the like. */
            serial_no?: string | null;
            /** @description Unit of the count. */
            unit?: string;
            /**
             * Format: int64
             * @description Valuation in minor units (分); its currency goes with it.
             */
            valuation_minor?: number | null;
        };
        /** @description One event of an item: its leaf in the log, and the movement where goods changed hands or place. */
        ItemEventView: {
            /** @description What happened. */
            action: string;
            actor_id: components["schemas"]["UserId"] | null;
            actor_name: string | null;
            at: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Number of the event among the item's own, from 1.
             */
            item_seq: number;
            /**
             * Format: int64
             * @description Number of the leaf in the log.
             */
            leaf_seq: number;
            movement: components["schemas"]["MovementView"] | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description The payload whose hash the leaf carries; null when it is missing, which nothing orders. */
            payload: Record<string, never>;
        };
        /** Format: uuid */
        ItemId: string;
        /** @description One event of an item as the log holds it. */
        ItemProofEvent: {
            action: string;
            at: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Number of the event among the item's own, from 1.
             */
            item_seq: number;
            /** @description SHA-256(0x00 ‖ leaf), hexadecimal. */
            leaf_hash: string;
            /**
             * Format: int64
             * @description Number of the leaf in the log.
             */
            leaf_seq: number;
            /**
             * @description What differs: `not_in_the_signed_log`, `leaf_unreadable`, `leaf_of_another_place`, `event_missing`,
             *     `chain_broken`, `columns_differ`, `payload_missing` or `payload_differs`.
             */
            problem: string | null;
            proof: components["schemas"]["InclusionView"] | null;
            standing: components["schemas"]["Standing"];
        };
        /** @description What the log says of an item. */
        ItemProofView: {
            checkpoint: components["schemas"]["CheckpointView"] | null;
            /** @description Label code. */
            code: string;
            /** @description Whether the log confirms every event, their chain, and the item as it stands. */
            confirmed: boolean;
            events: components["schemas"]["ItemProofEvent"][];
            item_id: components["schemas"]["ItemId"];
            /**
             * @description What of the item as it stands differs from its last event: `not_in_the_log`, `event_missing`, `facts_differ`,
             *     `columns_differ`, `payload_missing` or `payload_differs`.
             */
            row_problem: string | null;
        };
        /** @description An item as lists show it. */
        ItemView: {
            /** @description The agency that registered it. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            attributes: components["schemas"]["Attributes"];
            borrower_id: components["schemas"]["UserId"] | null;
            borrower_name: string | null;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            category: components["schemas"]["Category"];
            /** @description Label code. */
            code: string;
            currency: string | null;
            custody_state: components["schemas"]["CustodyState"];
            disposition: components["schemas"]["Disposition"] | null;
            features: string;
            /** @description 持有人 */
            holder_name: string;
            id: components["schemas"]["ItemId"];
            legal_status: components["schemas"]["LegalStatus"];
            /**
             * Format: int32
             * @description Position on the seizure list, from 1.
             */
            line_no: number;
            /** @description Number of the seizure list. */
            list_no: string;
            model: string;
            name: string;
            /** @description 所有人 */
            owner_name: string;
            /** Format: int32 */
            pieces: number;
            place_code: string | null;
            place_id: components["schemas"]["PlaceId"] | null;
            place_name: string | null;
            received_at: components["schemas"]["Time"] | null;
            registered_at: components["schemas"]["Time"];
            released_at: components["schemas"]["Time"] | null;
            remark: string;
            responsible_agency_id: components["schemas"]["AgencyId"];
            responsible_agency_name: string;
            seal_no: string | null;
            /** @description How far its case may be known. */
            secrecy: components["schemas"]["SecrecyLevel"];
            seized_at: components["schemas"]["Time"];
            seizure_list_id: components["schemas"]["SeizureListId"];
            serial_no: string;
            unit: string;
            /**
             * Format: int64
             * @description Valuation in minor units of the currency.
             */
            valuation_minor: number | null;
            /** Format: int32 */
            version: number;
        };
        /** @description What can be changed of a label content; absent members stay as they are. */
        LabelContentEdit: {
            /** @description Whether it is offered. */
            active?: boolean;
            /** @description What stands on it; the whole layout. */
            layout?: components["schemas"]["ContentLayout"];
            /** @description Name, at most 60 characters. */
            name?: string;
        };
        /** Format: uuid */
        LabelContentId: string;
        /** @description A label content. */
        LabelContentView: {
            /** @description Whether it is offered. */
            active: boolean;
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["LabelContentId"];
            layout: components["schemas"]["ContentLayout"];
            name: string;
            /** @description What the label is for. */
            subject: components["schemas"]["LabelSubject"];
            /** Format: int32 */
            version: number;
        };
        /**
         * @description One field of a label (GA/T 966-2011 names those of an item).
         * @enum {string}
         */
        LabelField: "code" | "case_no" | "item_name" | "sealed_on" | "sealed_by" | "keeping_agency" | "category" | "seal_no" | "seized_on" | "handling_agency" | "place_code" | "place_name" | "storage_class";
        /**
         * @description What a code is, beside those that are simply an item's own.
         * @enum {string}
         */
        LabelState: "blank" | "bound" | "replaced" | "retired";
        /**
         * @description What a label is for.
         * @enum {string}
         */
        LabelSubject: "item" | "place";
        /** @description A code beside those that are simply an item's own. */
        LabelView: {
            batch_id: components["schemas"]["PrintBatchId"] | null;
            changed_at: components["schemas"]["Time"];
            code: string;
            issued_at: components["schemas"]["Time"];
            item_id: components["schemas"]["ItemId"] | null;
            state: components["schemas"]["LabelState"];
        };
        /** @description The last entry about something. */
        LastChange: {
            action: string;
            at: components["schemas"]["Time"];
            /** @description Who made it, by name; none for the program itself. */
            by?: string | null;
            /** Format: int64 */
            seq: number;
        };
        /**
         * @description What the law says about the item (fact 3 of 4).
         * @enum {string}
         */
        LegalStatus: "seized" | "extended" | "lifted" | "judged_return" | "judged_confiscate" | "judged_recover" | "keep_in_file" | "early_disposal";
        /** @description What a custodian did with one line. */
        LineExecution: {
            condition?: components["schemas"]["Condition"] | null;
            corrected?: components["schemas"]["ItemEdit"] | null;
            /** @description Label code of the item. */
            item: string;
            /** @description Intake: the code of a blank label that was stuck on the item, to be bound to it. */
            label?: string | null;
            /** @description How the line ends. */
            outcome: components["schemas"]["LineOutcome"];
            /** @description Code of the place the item is put: where goods come, and are kept. */
            place?: string | null;
            /** @description Why, for refusals, corrections and everything not as it should be. */
            reason?: string | null;
            /** @description 封装编号: under which the goods changed hands. Where it is not said of goods that had one, it stays. */
            seal_no?: string | null;
            sealing?: components["schemas"]["Sealing"] | null;
        };
        /** @description Something that stands against a line. */
        LineIssueView: components["schemas"]["RefusalView"] & {
            /**
             * @description JSON pointer to the member of the line it is about, such as `/seal_no`; `/item` for the line as a whole, `/confirmation` for the
             *     second custodian.
             */
            pointer: string;
        };
        /**
         * @description How a line ended.
         * @enum {string}
         */
        LineOutcome: "pending" | "accepted" | "accepted_corrected" | "refused" | "released" | "lent" | "returned" | "not_executed";
        /** @description What became of one line of a bulk call. */
        LineResultView: {
            /** @description Whether it was carried out. */
            done: boolean;
            /** @description Everything that stood against it. */
            issues?: components["schemas"]["LineIssueView"][];
            /** @description The label code asked for. */
            item: string;
            refusal?: components["schemas"]["RefusalView"] | null;
        };
        /** @description The own linked identities, one of each provider. */
        LinkedIdentitiesView: {
            rows: components["schemas"]["LinkedIdentityView"][];
        };
        /** Format: uuid */
        LinkedIdentityId: string;
        /** @description One of the own linked identities. */
        LinkedIdentityView: {
            id: components["schemas"]["LinkedIdentityId"];
            /** @description Of which provider, as it writes itself. */
            issuer: string;
            last_used_at?: components["schemas"]["Time"] | null;
            linked_at: components["schemas"]["Time"];
            /** @description By what the provider knows the person. */
            subject: string;
        };
        /** @description Goods as the papers of a hand-over describe them. */
        ListedGoods: {
            category: components["schemas"]["Category"];
            /** @description Features, model, serial number, grade, fineness and the like. */
            features: string;
            holder_name: string;
            /** @description With its unit: of weighed goods the net amount. */
            quantity: string;
            remark: string;
        };
        /** @description What can be changed of a view; absent members stay as they are. */
        ListViewEdit: {
            /** @description The keys of the columns shown. */
            columns?: string;
            density?: components["schemas"]["Density"];
            /** @description Filter and order. */
            filter?: string;
            /** @description Whether the person begins with it. */
            is_default?: boolean;
            /** @description Name, at most 60 characters. */
            name?: string;
            role?: components["schemas"]["Role"] | null;
        };
        /** Format: uuid */
        ListViewId: string;
        /** @description A saved view of a list. */
        ListViewView: {
            /** @description The keys of the columns shown, separated by commas; empty as the list is made. */
            columns: string;
            created_at: components["schemas"]["Time"];
            density: components["schemas"]["Density"];
            /** @description Filter and order as they stand in the query of the list. */
            filter: string;
            id: components["schemas"]["ListViewId"];
            /** @description Whether the person begins with it: of their own only. */
            is_default: boolean;
            list: components["schemas"]["ViewedList"];
            name: string;
            /** @description Whether it is the person's own. */
            own: boolean;
            owner_name: string;
            role: components["schemas"]["Role"] | null;
            /** Format: int32 */
            version: number;
        };
        /** @description Open loans of one span of age. */
        LoanAge: components["schemas"]["LoanFigure"] & {
            /**
             * Format: int64
             * @description And less than so many; null for the last span.
             */
            before_days: number | null;
            /**
             * Format: int64
             * @description Handed out at least so many days ago.
             */
            from_days: number;
        };
        /** @description One figure of the open loans. */
        LoanFigure: {
            /** Format: int64 */
            items: number;
            /**
             * Format: int64
             * @description Pieces past their due time.
             */
            overdue_pieces: number;
            /** Format: int64 */
            pieces: number;
            /** @description The query of the list of loans that shows them. */
            query: string;
            /**
             * Format: int64
             * @description Loan requests with something out.
             */
            requests: number;
        };
        /**
         * @description What a loan is for.
         * @enum {string}
         */
        LoanPurpose: "interrogation" | "identification" | "examination" | "inspection" | "court";
        /** @description One item on one loan. */
        LoanView: {
            /** @description The borrower's agency. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            borrower_id: components["schemas"]["UserId"];
            borrower_name: string;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            category: components["schemas"]["Category"];
            /** @description Label code. */
            code: string;
            condition_in: components["schemas"]["Condition"] | null;
            due_at: components["schemas"]["Time"];
            handed_out_at: components["schemas"]["Time"];
            item_id: components["schemas"]["ItemId"];
            name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            number: string | null;
            /** @description Whether it is still out after its due time. */
            overdue: boolean;
            /** Format: int32 */
            pieces: number;
            purpose: components["schemas"]["LoanPurpose"] | null;
            /** @description The loan request. */
            request_id: components["schemas"]["RequestId"];
            return_number: string | null;
            return_request_id: components["schemas"]["RequestId"] | null;
            returned_at: components["schemas"]["Time"] | null;
        };
        /** @description A difference noted on a picture. */
        MarkView: components["schemas"]["Spot"] & {
            /** @description What the person is called now, when that is something else. */
            names_now?: components["schemas"]["NamesNow"];
            noted_at: components["schemas"]["Time"];
            noted_by: components["schemas"]["UserId"];
            noted_by_name: string;
        };
        /** @description The person signed in. */
        Me: {
            agency: components["schemas"]["MyAgency"];
            factor: components["schemas"]["MyFactor"];
            /**
             * Format: int64
             * @description After so many seconds without use the session ends. Calls with the header `Background-Call` are no use.
             */
            idle_seconds: number;
            /** @description Whether nothing else works until a password is chosen: somebody else gave the one there is, or it has grown old. */
            must_change_password: boolean;
            /** @description Whether nothing else works until a second factor is set up. */
            must_set_up_factor: boolean;
            password: components["schemas"]["MyPassword"];
            permissions: components["schemas"]["Permission"][];
            roles: components["schemas"]["Role"][];
            user: components["schemas"]["MyUser"];
        };
        /**
         * @description What the labels are on.
         * @enum {string}
         */
        Media: "sheet" | "roll";
        /**
         * @description What a file is by its content.
         * @enum {string}
         */
        MediaType: "jpeg" | "png" | "webp" | "heic" | "pdf" | "mp4";
        /** @description The figures of one month. */
        MonthView: {
            /** Format: int64 */
            lost: number;
            /**
             * Format: int32
             * @description 1 to 12.
             */
            month: number;
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            released: number;
            requests: components["schemas"]["RequestCounts"];
        };
        /** @description One item to be moved. */
        Move: {
            /** @description Label code of the item. */
            item: string;
            /** @description Code of the place it goes to. */
            place: string;
        };
        /** @description Who moved an item from where to where, and why. */
        MovementView: {
            action: components["schemas"]["ItemAction"];
            actor_id: components["schemas"]["UserId"];
            actor_name: string;
            /** @description Label code. */
            code: string;
            condition: components["schemas"]["Condition"] | null;
            from_borrower_id: components["schemas"]["UserId"] | null;
            from_borrower_name: string | null;
            from_place_code: string | null;
            from_place_id: components["schemas"]["PlaceId"] | null;
            from_place_name: string | null;
            from_state: components["schemas"]["CustodyState"];
            item_id: components["schemas"]["ItemId"];
            /**
             * Format: int64
             * @description Number of the leaf in the log.
             */
            leaf_seq: number;
            moved_at: components["schemas"]["Time"];
            name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            reason: string | null;
            receiver: string | null;
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            second_id: components["schemas"]["UserId"] | null;
            second_name: string | null;
            to_borrower_id: components["schemas"]["UserId"] | null;
            to_borrower_name: string | null;
            to_place_code: string | null;
            to_place_id: components["schemas"]["PlaceId"] | null;
            to_place_name: string | null;
            to_state: components["schemas"]["CustodyState"];
        };
        /** @description Items to be moved. */
        MovesCall: {
            /** @description From `POST /session/confirmations`, for valuables. */
            confirmation?: string | null;
            /** @description 1 to 10,000 items with their places. */
            moves: components["schemas"]["Move"][];
            /** @description Why. */
            reason?: string | null;
        };
        /** @description The own agency. */
        MyAgency: {
            code: string;
            id: components["schemas"]["AgencyId"];
            kind: components["schemas"]["AgencyKind"];
            name: string;
        };
        /** @description The own second factor. */
        MyFactor: {
            /**
             * Format: int32
             * @description How many certificates it has.
             */
            certificates: number;
            confirmed_at?: components["schemas"]["Time"] | null;
            /** @description Whether the person must have one. */
            needed: boolean;
            /**
             * Format: int32
             * @description How many passkeys the account has.
             */
            passkeys: number;
            /**
             * Format: int32
             * @description Recovery codes that were not used yet.
             */
            recovery_codes_left: number;
        };
        /** @description What is asked of the own password. */
        MyPassword: {
            ends_at?: components["schemas"]["Time"] | null;
            /** @description How many of four kinds of characters a new one has at least: small letters, capital letters, digits, others. 0 where none is asked for. */
            kinds: number;
            /** @description Characters a new one has at least. */
            shortest: number;
        };
        /** @description The own account. */
        MyUser: {
            /** @description Up to which level one may know of cases. */
            clearance: components["schemas"]["SecrecyLevel"];
            id: components["schemas"]["UserId"];
            login: string;
            name: string;
        };
        /**
         * @description Of the members of a view that hold a name as it was, those whose bearer is called otherwise now, each with the
         *     present name. Absent when there are none.
         */
        NamesNow: {
            [key: string]: string;
        };
        /** @description An agency as it is registered. */
        NewAgency: {
            /** @description 单位代码, 12 digits. */
            code: string;
            /** @description What it is; it does not change later. */
            kind: components["schemas"]["AgencyKind"];
            /** @description Name, at most 200 characters. */
            name: string;
            parent_id?: components["schemas"]["AgencyId"] | null;
        };
        /** @description The auditor's answer to a finding. */
        NewAnswer: {
            /** @description What was found out, in the auditor's words. */
            answer: string;
            /** @description What becomes of it. */
            ruling: components["schemas"]["Ruling"];
        };
        /** @description A case as an officer registers it. */
        NewCase: {
            /** @description 案件编号, up to 64 characters. */
            case_no: string;
            /** @description 案由 */
            cause: string;
            /** @description What people call the case. */
            name: string;
            /** @description At least two officers of the agency, each cleared for its level. */
            officers: components["schemas"]["UserId"][];
            secrecy?: components["schemas"]["SecrecyLevel"] | null;
            stage?: components["schemas"]["Stage"] | null;
        };
        /** @description How the certificate that the connection shows is to be called. */
        NewCertificate: {
            /** @description At most 60 characters. */
            name: string;
        };
        /** @description What a person is to be cleared for, and why. */
        NewClearance: {
            /** @description Up to this level, from the next call on. */
            clearance: components["schemas"]["SecrecyLevel"];
            /** @description Why. */
            reason: string;
        };
        /** @description What the centre has of its own from a day on. */
        NewClockRules: {
            /** @description The day in China on which it begins: today, which is from now on, or later. */
            effective_from: components["schemas"]["Day"];
            own: components["schemas"]["CentreRules"];
            /** @description Why it is set. */
            reason: string;
        };
        /** @description What an authenticator answers about a new credential, each member in base64url as the browser gives it. */
        NewCredential: {
            /** @description `attestationObject` */
            attestation: string;
            /** @description `clientDataJSON` */
            client_data: string;
        };
        /** @description A document as a person registers it. */
        NewDocument: {
            /** @description The case it belongs to. */
            case_id: components["schemas"]["CaseId"];
            /** @description When it was issued. */
            issued_at: components["schemas"]["Time"];
            /** @description What it is; receipts are made by the centre itself. */
            kind: components["schemas"]["DocumentKind"];
            /** @description Its number. */
            number: string;
            request_id?: components["schemas"]["RequestId"] | null;
            /** @description Its title. */
            title: string;
        };
        /** @description Why the cause of a clue is there, as the agency says it. */
        NewExplanation: {
            /** @description Why, and what is being done about it. */
            explanation: string;
        };
        /** @description A wish for more time. */
        NewExtension: {
            /** @description When the loan is to be due: later than now and than it is due already. */
            due_at: components["schemas"]["Time"];
            /** @description Why, up to 500 characters. */
            reason: string;
        };
        /** @description A file as a person announces it, before its bytes are sent. */
        NewFile: {
            /**
             * Format: int64
             * @description How many bytes it has.
             */
            bytes: number;
            /**
             * Format: int32
             * @description Of the condition of goods the line of the request.
             */
            line_no?: number | null;
            /** @description Who made it. */
            maker: string;
            /** @description How it was made. */
            method?: string | null;
            /** @description Its name, without folders; the ending says what it is. */
            name: string;
            /** @description Where the original is kept. */
            original_kept?: string | null;
            /** @description Anything else. */
            remarks?: string | null;
            /** @description Who made it with them. */
            second_maker?: string | null;
            /** @description SHA-256 of its bytes, 64 hexadecimal digits in lower case. */
            sha256: string;
            /** @description What it is about. */
            subject: components["schemas"]["FileSubject"];
            /** @description Which one; of the condition of goods the request, of a signature the hand-over. */
            subject_id: components["schemas"]["SubjectId"];
            taken_at?: components["schemas"]["Time"] | null;
            /** @description Where it was made. */
            taken_place?: string | null;
        };
        /** @description Of which request goods changed hands. */
        NewHandover: {
            request_id: components["schemas"]["RequestId"];
        };
        /** @description An item as a seizure list describes it. */
        NewItem: {
            /** @description Details the category asks for. */
            attributes?: components["schemas"]["Attributes"];
            /** @description Category; unclassified when the officer cannot tell. */
            category?: components["schemas"]["Category"];
            /** @description ISO 4217 code of the valuation; CNY when absent. */
            currency?: string | null;
            /** @description 特征 */
            features?: string;
            /** @description 持有人, when another than the list's; null or an empty text says that nobody held it. */
            holder_name?: string | null;
            /** @description 规格型号 */
            model?: string;
            /** @description 名称 */
            name: string;
            /** @description 所有人 */
            owner_name?: string;
            /**
             * Format: int32
             * @description Pieces (件); 1 when absent.
             */
            pieces?: number;
            /** @description 备注 */
            remark?: string;
            /** @description Serial number, IMEI or the like. */
            serial_no?: string;
            /** @description Unit of the count; 件 when absent. */
            unit?: string;
            /**
             * Format: int64
             * @description Valuation in minor units (分).
             */
            valuation_minor?: number | null;
        };
        /** @description A label content as it is registered. */
        NewLabelContent: {
            /** @description What stands on it. */
            layout: components["schemas"]["ContentLayout"];
            /** @description Name, unique, at most 60 characters. */
            name: string;
            /** @description What the label is for; it does not change later. */
            subject: components["schemas"]["LabelSubject"];
        };
        /** @description A view as it is saved. */
        NewListView: {
            /** @description The keys of the columns shown, as the list's export has them, separated by commas; empty as the list is made. */
            columns?: string;
            density: components["schemas"]["Density"];
            /** @description Filter and order as they stand in the query of the list. */
            filter?: string;
            /** @description Whether the person begins with it. */
            is_default?: boolean;
            /** @description The list it is of; it does not change later. */
            list: components["schemas"]["ViewedList"];
            /** @description Name, at most 60 characters, another one than those of the person's other views of the list. */
            name: string;
            role?: components["schemas"]["Role"] | null;
        };
        /** @description A notice as a supervisor writes it. */
        NewNotice: {
            /** @description Who has to answer: the centre, an agency of the case, or the one that the clue names. */
            agency_id: components["schemas"]["AgencyId"];
            /** @description Until when; within a year. */
            answer_by: components["schemas"]["Time"];
            case_id: components["schemas"]["CaseId"];
            clue_id?: components["schemas"]["ClueId"] | null;
            /** @description What was found, and what is asked for. */
            ground: string;
            item_id?: components["schemas"]["ItemId"] | null;
            title: string;
        };
        /** @description An answer to a notice. */
        NewNoticeAnswer: {
            answer: string;
            document_id?: components["schemas"]["DocumentId"] | null;
        };
        /** @description A paper profile as it is registered. */
        NewPaperProfile: {
            /** @description What is printed on it unless another content is named. */
            content_id: components["schemas"]["LabelContentId"];
            /** @description Where the labels are. */
            layout: components["schemas"]["PaperLayout"];
            /** @description Name, unique, at most 60 characters. */
            name: string;
        };
        /** @description A new passkey. */
        NewPasskey: {
            credential: components["schemas"]["NewCredential"];
            /** @description How its owner calls it, at most 60 characters. */
            name: string;
        };
        /** @description A new password. */
        NewPassword: {
            /** @description The one that holds now. */
            current: components["schemas"]["Password"];
            /** @description As long as the security profile asks for and at most 128 characters, none of the common ones, without login or name. */
            new: components["schemas"]["Password"];
        };
        /** @description A place as it is registered. */
        NewPlace: {
            /**
             * Format: int64
             * @description Items it takes; absent: unlimited.
             */
            capacity?: number | null;
            /**
             * @description Short code, unique, at most 40 letters, digits, `-`, `_` and `.`, such as `A1-R03-L2-B07`; kept in capital letters
             *     without blanks, and nothing that a label of an item could be.
             */
            code: string;
            /** @description Level of the tree. */
            kind: components["schemas"]["PlaceKind"];
            /** @description Name, at most 200 characters. */
            name: string;
            parent_id?: components["schemas"]["PlaceId"] | null;
            secrecy?: components["schemas"]["SecrecyLevel"] | null;
            /** @description What it is built for; it does not change later. */
            storage_class: components["schemas"]["StorageClass"];
        };
        /** @description Numbered places below one place. Either all of them are registered, or none. */
        NewPlaceSeries: {
            /**
             * Format: int64
             * @description Items each takes; absent: unlimited.
             */
            capacity?: number | null;
            /**
             * Format: int64
             * @description How many places.
             */
            count: number;
            /**
             * Format: int64
             * @description Digits of each number at least: shorter ones begin with zeros.
             */
            digits: number;
            /**
             * Format: int64
             * @description The number of the first place.
             */
            first: number;
            /** @description Level of the tree. */
            kind: components["schemas"]["PlaceKind"];
            /** @description The name of each, at most 200 characters; `{number}` stands for its number. */
            name: string;
            /** @description The place they stand in. */
            parent_id: components["schemas"]["PlaceId"];
            /** @description What every code begins with, such as `A1-R03-B`; the number follows. At most 40 characters together. */
            prefix: string;
            secrecy?: components["schemas"]["SecrecyLevel"] | null;
            /** @description What they are built for; it does not change later. */
            storage_class: components["schemas"]["StorageClass"];
        };
        /** @description Labels to be printed: exactly one of `request`, `case`, `items`, `places`, `all_items` and `blanks` says which. */
        NewPrintBatch: {
            /**
             * @description Every item the centre ever received.
             * @default false
             */
            all_items: boolean;
            /**
             * Format: int64
             * @description So many genuine codes that no item carries yet, at most 10,000.
             * @default null
             */
            blanks: number | null;
            /**
             * @description Number or id of a case: its items, but for those that were cancelled. A number that several agencies use is refused
             *     with the ids to choose from.
             * @default null
             */
            case: string | null;
            /**
             * @description Name of the label content; the profile's when absent.
             * @default null
             */
            content: string | null;
            /**
             * Format: int64
             * @description Copies of each label, 1 when absent, at most 20.
             * @default null
             */
            copies: number | null;
            /**
             * @description Label codes of items, at most 10,000. Each that was cancelled is named (422), whether it was printed before or not.
             * @default null
             */
            items: components["schemas"]["ScannedCode"][] | null;
            /**
             * @description Codes of places, at most 10,000; an empty list: every open place.
             * @default null
             */
            places: components["schemas"]["PlaceCode"][] | null;
            /**
             * @description Name of the paper profile; the usual one when absent.
             * @default null
             */
            profile: string | null;
            /**
             * @description Why labels are printed again; needed when any of them was printed before.
             * @default null
             */
            reason: string | null;
            /**
             * @description Number of a request: its items that were not refused at the desk. Items that were cancelled since are named (422).
             * @default null
             */
            request: string | null;
            /**
             * Format: int64
             * @description Labels left out on the first page because they are used up.
             * @default 0
             */
            skip: number;
        };
        /** @description Why an answer is not enough, and until when another is asked for. */
        NewRepetition: {
            /** @description Until when; within a year. */
            answer_by: components["schemas"]["Time"];
            opinion: string;
        };
        /** @description A request as an officer writes it. */
        NewRequest: {
            /** @description The case all items belong to. */
            case_id: components["schemas"]["CaseId"];
            delivery?: components["schemas"]["DeliveryManner"] | null;
            /** @description Outbound, destruction: how the goods are destroyed. */
            destruction_method?: string | null;
            /** @description Outbound, destruction: where they are destroyed. */
            destruction_place?: string | null;
            disposition?: components["schemas"]["Disposition"] | null;
            document_id?: components["schemas"]["DocumentId"] | null;
            due_at?: components["schemas"]["Time"] | null;
            /** @description Items by label code or id, 0 to 10,000 while a draft. */
            items?: components["schemas"]["ScannedCode"][];
            /** @description Kind; cannot change later. */
            kind: components["schemas"]["RequestKind"];
            loan_id?: components["schemas"]["RequestId"] | null;
            purpose?: components["schemas"]["LoanPurpose"] | null;
            /** @description Why. */
            reason: string;
            /** @description Outbound: number of the receiver's identity document. */
            receiver_document_no?: string | null;
            /** @description Outbound: whether the receiver is an officer; never for returns to a victim. */
            receiver_is_officer?: boolean | null;
            /** @description Outbound: who receives the goods. */
            receiver_name?: string | null;
            starts_at?: components["schemas"]["Time"] | null;
            /** @description Outbound, destruction: 监销人. */
            witness_name?: string | null;
        };
        /** @description How the centre head resolves a discrepancy. */
        NewResolution: {
            /** @description When a valuable is found: the second custodian, from `POST /session/confirmations`. */
            confirmation?: string | null;
            /** @description Why, in the centre head's words. */
            opinion: string;
            /** @description When found: the place the item goes to. */
            place?: string | null;
            /** @description What became of it. */
            resolution: components["schemas"]["Resolution"];
        };
        /** @description How far a case is to be known, and why. */
        NewSecrecy: {
            /** @description The level, not above one's own clearance. */
            level: components["schemas"]["SecrecyLevel"];
            /** @description Why. */
            reason: string;
        };
        /** @description A seizure list with its goods. */
        NewSeizureList: {
            /** @description 见证人 */
            attesting_witness?: string | null;
            /** @description The case. */
            case_id: components["schemas"]["CaseId"];
            /** @description 扣押决定书 number. */
            decision_no?: string | null;
            /** @description 持有人 */
            holder_name: string;
            /** @description The goods, 1 to 10,000. */
            items: components["schemas"]["NewItem"][];
            /** @description Number of the list within the case. */
            list_no: string;
            /** @description When the goods were seized. */
            seized_at: components["schemas"]["Time"];
            /** @description Where. */
            seized_place: string;
        };
        /** @description How a party signs. */
        NewSignature: {
            /** @description From `POST /session/confirmations`, where the second custodian signs in somebody else's session. */
            confirmation?: string | null;
            /** @description The picture of a drawn signature: PNG in base64. */
            drawing?: string | null;
            file_id?: components["schemas"]["FileId"] | null;
            identity?: components["schemas"]["ShownIdentity"] | null;
            /** @description SHA-256 of the list that the signer was shown, hexadecimal. */
            list_sha256: string;
            manner: components["schemas"]["SignatureManner"];
            /** @description Who signs; not said of custodians, whose account says it. */
            name?: string | null;
            party: components["schemas"]["HandoverParty"];
            /** @description Why somebody would not sign. */
            reason?: string | null;
            /** @description Who saw that somebody would not sign. */
            refusal_witness?: string | null;
        };
        /** @description An account as it is registered; it has no role until one is granted. */
        NewUser: {
            /** @description The person's agency. */
            agency_id: components["schemas"]["AgencyId"];
            /** @description 警号 or 工作证号: 2 to 20 letters, digits or hyphens. Given once among agencies of one kind. */
            badge_number?: string | null;
            identity_number?: components["schemas"]["IdentityText"] | null;
            /** @description Name to sign in with: 3 to 64 lower-case letters, digits, dots or hyphens. */
            login: string;
            /** @description The person's name, at most 100 characters. */
            name: string;
            /**
             * @description Whether it is known that another account with the same badge or identity number is the same person's: from then on both count as one
             *     person.
             */
            same_person?: boolean;
        };
        /** @description A new value. */
        NewValue: {
            /** Format: int64 */
            value: number;
        };
        /**
         * @description What a person may do next with an item.
         * @enum {string}
         */
        NextAction: "submit_intake" | "submit_outbound" | "submit_loan" | "submit_loan_return" | "receive" | "hand_out" | "take_back" | "move" | "classify" | "edit" | "correct" | "approve_request" | "resolve_discrepancy" | "bind_label";
        /** @description What is noted on a picture. */
        NotedMarks: {
            /** @description All of them; what the picture had and is not among them is taken off. */
            marks: components["schemas"]["Spot"][];
        };
        /** @description Members for operations whose address says it all. */
        Nothing: Record<string, never>;
        /**
         * @description What is done with a notice.
         * @enum {string}
         */
        NoticeAction: "send" | "answer" | "repeat" | "accept" | "withdraw";
        /** Format: uuid */
        NoticeId: string;
        /** @description What a supervisor says when a notice is accepted or withdrawn. */
        NoticeOpinion: {
            opinion: string;
        };
        /**
         * @description How a notice stands.
         * @enum {string}
         */
        NoticeStatus: "awaiting_answer" | "answered" | "accepted" | "withdrawn";
        /** @description What was done with a notice. */
        NoticeStepView: {
            action: components["schemas"]["NoticeAction"];
            answer_by: components["schemas"]["Time"] | null;
            document_id: components["schemas"]["DocumentId"] | null;
            document_number: string | null;
            done_at: components["schemas"]["Time"];
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            recorded_by: components["schemas"]["UserId"];
            recorded_by_name: string;
            /** Format: int32 */
            sequence: number;
            /** @description Ground, answer, opinion or reason. */
            statement: string;
        };
        /** @description A supervision notice with what passed about it. */
        NoticeView: {
            /** @description Who has to answer. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            /** @description Until when what was asked last is to be answered. */
            answer_by: components["schemas"]["Time"];
            answered_at: components["schemas"]["Time"] | null;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            closed_at: components["schemas"]["Time"] | null;
            clue_id: components["schemas"]["ClueId"] | null;
            id: components["schemas"]["NoticeId"];
            item_id: components["schemas"]["ItemId"] | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description What the caller may do with it now. */
            next_steps: components["schemas"]["NoticeAction"][];
            number: string;
            /** @description Not answered in time, and still to be answered. */
            overdue: boolean;
            sent_at: components["schemas"]["Time"];
            sent_by: components["schemas"]["UserId"];
            sent_by_name: string;
            status: components["schemas"]["NoticeStatus"];
            steps: components["schemas"]["NoticeStepView"][];
            title: string;
            /**
             * Format: int32
             * @description To be sent as `If-Match` with the next step.
             */
            version: number;
        };
        /** @description An officer of a case. */
        OfficerView: {
            name: string;
            user_id: components["schemas"]["UserId"];
        };
        /** @description Goods on loan now. */
        OpenLoansView: components["schemas"]["LoanFigure"] & {
            /** @description By the time since the hand-out. */
            ages: components["schemas"]["LoanAge"][];
        };
        /** @description What a person says to a step. */
        OpinionCall: {
            /**
             * @description Why; needed for everything but an approval.
             * @default null
             */
            opinion: string | null;
        };
        /** @description Another account of the same person. */
        OtherAccount: {
            /** @description Whether it can no longer be used. */
            disabled: boolean;
            id: components["schemas"]["UserId"];
            login: string;
            name: string;
        };
        /**
         * @description A column of 逾期统计表.
         * @enum {string}
         */
        OverdueColumn: "sequence" | "case_name" | "case_no" | "pieces" | "agency_name" | "registered_at" | "received_at" | "reviewed_since" | "days_overdue";
        /** @description Goods of a case that are overdue. */
        OverdueRowView: {
            /** @description The responsible agency. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            /**
             * Format: int64
             * @description Days begun since the limit passed.
             */
            days_overdue: number;
            /** Format: int64 */
            pieces: number;
            /** @description When the goods were registered or received, or the case came under review. */
            since: components["schemas"]["Time"];
        };
        /**
         * @description A sheet of 逾期统计表: goods that stayed where they are for longer than they should, case by case.
         * @enum {string}
         */
        OverdueTable: "not_handed_in" | "not_transferred_by_police" | "not_transferred_by_procuratorate";
        /** @description A sheet of what is overdue. */
        OverdueTableView: {
            at: components["schemas"]["Time"];
            /** @description The longest overdue first, 500 at most. */
            by_case: components["schemas"]["OverdueRowView"][];
            /**
             * Format: int64
             * @description All of them, those that are not among by_case too.
             */
            cases: number;
            columns: components["schemas"]["OverdueColumn"][];
            /**
             * Format: int64
             * @description Hours, or days, as the setting has it.
             */
            limit: number;
            /** Format: int64 */
            pieces: number;
            table: components["schemas"]["OverdueTable"];
        };
        /** @description One page of a list. */
        PageView_AgencyView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whether its people can sign in, and others be registered for it. */
                active: boolean;
                /** @description 单位代码, 12 digits. */
                code: string;
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["AgencyId"];
                kind: components["schemas"]["AgencyKind"];
                name: string;
                parent_id: components["schemas"]["AgencyId"] | null;
                parent_name: string | null;
                /** @description The roles that its people may have, by its kind. */
                roles: components["schemas"]["Role"][];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_AuditEntryView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                action: string;
                actor_id: components["schemas"]["UserId"] | null;
                actor_name: string | null;
                agency_id: components["schemas"]["AgencyId"] | null;
                agency_name: string | null;
                at: components["schemas"]["Time"];
                /** @description Whether it is about a case above the reader's clearance: its names and its payload are not told. */
                concealed: boolean;
                /** @description Label code. */
                item_code: string | null;
                item_id: components["schemas"]["ItemId"] | null;
                item_name: string | null;
                /**
                 * Format: int32
                 * @description Number of the event among the item's own, from 1.
                 */
                item_seq: number | null;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                /** @description The request's number, when it is about one. */
                request_number: string | null;
                /**
                 * Format: int64
                 * @description Number of the leaf, from 0.
                 */
                seq: number;
                /** @description Its number, code or login, where it has one; of a setting, its word. */
                subject_code: string | null;
                subject_id: components["schemas"]["SubjectId"] | null;
                subject_kind: components["schemas"]["SubjectKind"] | null;
                /** @description Its name or title, where it has one. */
                subject_name: string | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_CaseView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The agency that registered it. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_no: string;
                /** @description 案由 */
                cause?: string | null;
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["CaseId"];
                name: string;
                /** @description The officers; only when asked for one case. */
                officers?: components["schemas"]["OfficerView"][] | null;
                responsible_agency_id: components["schemas"]["AgencyId"];
                responsible_agency_name: string;
                /** @description How far it may be known. */
                secrecy: components["schemas"]["SecrecyLevel"];
                stage: components["schemas"]["Stage"];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_CheckpointView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The C2SP signed note as it is published. */
                note: string;
                /** @description Root of the tree over them, hexadecimal. */
                root: string;
                signed_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Entries it covers.
                 */
                size: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_ClockRuleVersionView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                effective_from: components["schemas"]["Day"];
                made_at: components["schemas"]["Time"];
                made_by: components["schemas"]["UserId"];
                made_by_name: string;
                names_now: components["schemas"]["NamesNow"];
                own: components["schemas"]["CentreRules"];
                reason: string;
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_ClueItemView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Label code. */
                code: string;
                item_id: components["schemas"]["ItemId"];
                name: string;
                /** @description Since when the cause is there for it. */
                since: components["schemas"]["Time"];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_ClueView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whose people have to act. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                /** @description Whether the caller may say why the cause is there. */
                can_explain: boolean;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                corrected_at: components["schemas"]["Time"] | null;
                explained_at: components["schemas"]["Time"] | null;
                explained_by: components["schemas"]["UserId"] | null;
                explained_by_name: string | null;
                explanation: string | null;
                found_at: components["schemas"]["Time"];
                id: components["schemas"]["ClueId"];
                /**
                 * Format: int32
                 * @description Goods that it is about.
                 */
                item_count: number;
                /** @description The law that the rule rests on, in the caller's language; null for the practice of centres. */
                law: string | null;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                rule: components["schemas"]["ClueRule"];
                /** @description Since when the cause is there, for the goods that it is there longest for. */
                since: components["schemas"]["Time"];
                status: components["schemas"]["ClueStatus"];
                /** @description What is wrong, in the caller's language. */
                title: string;
                /**
                 * Format: int32
                 * @description To be sent as `If-Match` when it is explained.
                 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_DeadlineView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whose limit it is. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                closed_at: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description The number of the entry by which the list it is about was corrected or cancelled, or which put another date or list in the place of an
                 *     earlier one.
                 */
                correction_entry: number | null;
                due_at: components["schemas"]["Time"];
                /** @description What it means when it is late. */
                effect: components["schemas"]["ClockEffect"];
                /** @description Whether it is known on which days offices are closed in the year in which it ends; where not, weekends alone were counted. */
                holidays_known: boolean;
                id: components["schemas"]["DeadlineId"];
                item_id: components["schemas"]["ItemId"] | null;
                /** @description The law and its article; null for the centre's own practice. */
                law: string | null;
                light: components["schemas"]["ClockLight"];
                owner: components["schemas"]["ClockOwner"];
                person_id: components["schemas"]["UserId"] | null;
                person_name: string | null;
                request_id: components["schemas"]["RequestId"] | null;
                /** @description The code of its rule. */
                rule: string;
                started_at: components["schemas"]["Time"];
                subject: components["schemas"]["ClockSubject"];
                subject_id: components["schemas"]["SubjectId"];
                /** @description The number of the list, case or request, or the name of the item. */
                subject_name: string | null;
                /** @description What has to be done, in the caller's language. */
                title: string;
                warn_at: components["schemas"]["Time"];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_DiscrepancyView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The agency responsible for the item. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_id: components["schemas"]["CaseId"];
                case_no: string;
                category: components["schemas"]["Category"];
                /** @description Label code. */
                code: string;
                condition: components["schemas"]["Condition"];
                /** @description Where the item is in its life now. */
                custody_state: components["schemas"]["CustodyState"];
                id: components["schemas"]["DiscrepancyId"];
                item_id: components["schemas"]["ItemId"];
                /**
                 * Format: int32
                 * @description Of the item; to be sent as `If-Match` when the discrepancy is resolved.
                 */
                item_version: number;
                name: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                opened_at: components["schemas"]["Time"];
                opened_by: components["schemas"]["UserId"];
                opened_by_name: string;
                opinion: string | null;
                /** Format: int32 */
                pieces: number;
                reason: string;
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                resolution: components["schemas"]["Resolution"] | null;
                /** @description The resolutions that fit as things stand; empty once resolved. */
                resolutions: components["schemas"]["Resolution"][];
                resolved_at: components["schemas"]["Time"] | null;
                resolved_by: components["schemas"]["UserId"] | null;
                resolved_by_name: string | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_DocumentView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The agency it belongs to. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_id: components["schemas"]["CaseId"] | null;
                case_name: string | null;
                case_no: string | null;
                correction: components["schemas"]["CorrectionView"] | null;
                created_at: components["schemas"]["Time"];
                created_by: components["schemas"]["UserId"];
                created_by_name: string;
                id: components["schemas"]["DocumentId"];
                issued_at: components["schemas"]["Time"];
                kind: components["schemas"]["DocumentKind"];
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                number: string;
                replaces_id: components["schemas"]["DocumentId"] | null;
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                state: components["schemas"]["RecordState"];
                title: string;
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_ExtensionView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The borrower's agency. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                asked_at: components["schemas"]["Time"];
                asked_by: components["schemas"]["UserId"];
                asked_by_name: string;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                centre_head_id: components["schemas"]["UserId"] | null;
                centre_head_name: string | null;
                /** @description Whether the caller may decide on it now. */
                decidable: boolean;
                decided_at: components["schemas"]["Time"] | null;
                /** @description When it is to be due. */
                due_at: components["schemas"]["Time"];
                /** @description The name of the first of them. */
                first_item_name: string | null;
                id: components["schemas"]["ExtensionId"];
                loan_due_at: components["schemas"]["Time"] | null;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                number: string | null;
                /**
                 * Format: int64
                 * @description How many items of the loan are out still.
                 */
                open_item_count: number;
                opinion: string | null;
                reason: string;
                refusal: components["schemas"]["RefusalView"] | null;
                /** @description The loan request. */
                request_id: components["schemas"]["RequestId"];
                /**
                 * Format: int32
                 * @description Of the loan request; to be sent as `If-Match` with the decision.
                 */
                request_version: number;
                status: components["schemas"]["ExtensionStatus"];
                unit_head_id: components["schemas"]["UserId"] | null;
                unit_head_name: string | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_FileView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                announced_at: components["schemas"]["Time"];
                announced_by: components["schemas"]["UserId"];
                announced_by_name: string;
                /** Format: int64 */
                bytes: number;
                case_id: components["schemas"]["CaseId"];
                case_no: string | null;
                discrepancy_id: components["schemas"]["DiscrepancyId"] | null;
                document_id: components["schemas"]["DocumentId"] | null;
                /** @description What the camera wrote. */
                exif: {
                    [key: string]: string;
                } | null;
                handover_id: components["schemas"]["HandoverId"] | null;
                /**
                 * Format: int32
                 * @description Pixels down, upright.
                 */
                height: number | null;
                id: components["schemas"]["FileId"];
                /** @description Whether there are smaller sizes of it to be shown. */
                is_shown: boolean;
                item_id: components["schemas"]["ItemId"] | null;
                /** Format: int32 */
                line_no: number | null;
                /**
                 * Format: int64
                 * @description The entry of the log that has the hash.
                 */
                log_entry: number | null;
                /** @description Who made it. */
                maker: string;
                /** @description Differences noted on the picture. */
                marks: components["schemas"]["MarkView"][];
                media_type: components["schemas"]["MediaType"];
                method: string | null;
                name: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                /** @description Where the original is kept. */
                original_kept: string | null;
                /** @description Why it was struck out. */
                reason: string | null;
                /**
                 * Format: int64
                 * @description Bytes that have come; told of one file, and where its bytes are awaited.
                 */
                received: number | null;
                refusal: components["schemas"]["FileRefusal"] | null;
                remarks: string | null;
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                /** @description Who made it with them. */
                second_maker: string | null;
                seizure_list_id: components["schemas"]["SeizureListId"] | null;
                /** @description SHA-256 of its bytes, hexadecimal. */
                sha256: string;
                state: components["schemas"]["FileState"];
                stored_at: components["schemas"]["Time"] | null;
                struck_at: components["schemas"]["Time"] | null;
                struck_by: components["schemas"]["UserId"] | null;
                struck_by_name: string | null;
                subject: components["schemas"]["FileSubject"];
                taken_at: components["schemas"]["Time"] | null;
                taken_place: string | null;
                /** Format: int32 */
                version: number;
                /**
                 * Format: int32
                 * @description Pixels across, upright.
                 */
                width: number | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_FindingView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                answer: string | null;
                answered_at: components["schemas"]["Time"] | null;
                answered_by: components["schemas"]["UserId"] | null;
                answered_by_name: string | null;
                found_at: components["schemas"]["Time"];
                id: components["schemas"]["FindingId"];
                /** @description The label code of the item concerned. */
                item: string | null;
                item_id: components["schemas"]["ItemId"] | null;
                /** @description What kind of thing was found wrong. */
                kind: components["schemas"]["FindingKind"];
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                /** @description What is wrong. */
                reason: string;
                /** @description The number of the request concerned. */
                request: string | null;
                request_id: components["schemas"]["RequestId"] | null;
                ruling: components["schemas"]["Ruling"] | null;
                /**
                 * Format: int64
                 * @description The log entry concerned; for a checkpoint, its size.
                 */
                seq: number | null;
                subject_id: components["schemas"]["SubjectId"] | null;
                /** @description The verification that found it; only the last ones are kept. */
                verification_id: components["schemas"]["VerificationId"];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_HandoverView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                closed_at: components["schemas"]["Time"] | null;
                id: components["schemas"]["HandoverId"];
                kind: components["schemas"]["RequestKind"];
                /** Format: int32 */
                line_count: number;
                list: components["schemas"]["HandoverList"] | null;
                /** @description SHA-256 of the list, hexadecimal: of its text as JSON without blanks, its members in the order in which they are answered. */
                list_sha256: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                opened_at: components["schemas"]["Time"];
                opened_by: components["schemas"]["UserId"];
                opened_by_name: string;
                /** @description Who signs, in the order in which people do. */
                parties: components["schemas"]["PartyView"][];
                /** @description Why it was withdrawn. */
                reason: string | null;
                request_id: components["schemas"]["RequestId"];
                request_number: string | null;
                /**
                 * Format: int32
                 * @description Which hand-over of its request it is, from 1.
                 */
                sequence: number;
                status: components["schemas"]["HandoverStatus"];
                /** Format: int32 */
                version: number;
                withdrawn_at: components["schemas"]["Time"] | null;
                withdrawn_by: components["schemas"]["UserId"] | null;
                withdrawn_by_name: string | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_ItemView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The agency that registered it. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                attributes: components["schemas"]["Attributes"];
                borrower_id: components["schemas"]["UserId"] | null;
                borrower_name: string | null;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                category: components["schemas"]["Category"];
                /** @description Label code. */
                code: string;
                currency: string | null;
                custody_state: components["schemas"]["CustodyState"];
                disposition: components["schemas"]["Disposition"] | null;
                features: string;
                /** @description 持有人 */
                holder_name: string;
                id: components["schemas"]["ItemId"];
                legal_status: components["schemas"]["LegalStatus"];
                /**
                 * Format: int32
                 * @description Position on the seizure list, from 1.
                 */
                line_no: number;
                /** @description Number of the seizure list. */
                list_no: string;
                model: string;
                name: string;
                /** @description 所有人 */
                owner_name: string;
                /** Format: int32 */
                pieces: number;
                place_code: string | null;
                place_id: components["schemas"]["PlaceId"] | null;
                place_name: string | null;
                received_at: components["schemas"]["Time"] | null;
                registered_at: components["schemas"]["Time"];
                released_at: components["schemas"]["Time"] | null;
                remark: string;
                responsible_agency_id: components["schemas"]["AgencyId"];
                responsible_agency_name: string;
                seal_no: string | null;
                /** @description How far its case may be known. */
                secrecy: components["schemas"]["SecrecyLevel"];
                seized_at: components["schemas"]["Time"];
                seizure_list_id: components["schemas"]["SeizureListId"];
                serial_no: string;
                unit: string;
                /**
                 * Format: int64
                 * @description Valuation in minor units of the currency.
                 */
                valuation_minor: number | null;
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_LabelContentView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whether it is offered. */
                active: boolean;
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["LabelContentId"];
                layout: components["schemas"]["ContentLayout"];
                name: string;
                /** @description What the label is for. */
                subject: components["schemas"]["LabelSubject"];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_LabelView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                batch_id: components["schemas"]["PrintBatchId"] | null;
                changed_at: components["schemas"]["Time"];
                code: string;
                issued_at: components["schemas"]["Time"];
                item_id: components["schemas"]["ItemId"] | null;
                state: components["schemas"]["LabelState"];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_LoanView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The borrower's agency. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                borrower_id: components["schemas"]["UserId"];
                borrower_name: string;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                category: components["schemas"]["Category"];
                /** @description Label code. */
                code: string;
                condition_in: components["schemas"]["Condition"] | null;
                due_at: components["schemas"]["Time"];
                handed_out_at: components["schemas"]["Time"];
                item_id: components["schemas"]["ItemId"];
                name: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                number: string | null;
                /** @description Whether it is still out after its due time. */
                overdue: boolean;
                /** Format: int32 */
                pieces: number;
                purpose: components["schemas"]["LoanPurpose"] | null;
                /** @description The loan request. */
                request_id: components["schemas"]["RequestId"];
                return_number: string | null;
                return_request_id: components["schemas"]["RequestId"] | null;
                returned_at: components["schemas"]["Time"] | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_MovementView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                action: components["schemas"]["ItemAction"];
                actor_id: components["schemas"]["UserId"];
                actor_name: string;
                /** @description Label code. */
                code: string;
                condition: components["schemas"]["Condition"] | null;
                from_borrower_id: components["schemas"]["UserId"] | null;
                from_borrower_name: string | null;
                from_place_code: string | null;
                from_place_id: components["schemas"]["PlaceId"] | null;
                from_place_name: string | null;
                from_state: components["schemas"]["CustodyState"];
                item_id: components["schemas"]["ItemId"];
                /**
                 * Format: int64
                 * @description Number of the leaf in the log.
                 */
                leaf_seq: number;
                moved_at: components["schemas"]["Time"];
                name: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                reason: string | null;
                receiver: string | null;
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                second_id: components["schemas"]["UserId"] | null;
                second_name: string | null;
                to_borrower_id: components["schemas"]["UserId"] | null;
                to_borrower_name: string | null;
                to_place_code: string | null;
                to_place_id: components["schemas"]["PlaceId"] | null;
                to_place_name: string | null;
                to_state: components["schemas"]["CustodyState"];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_NoticeView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Who has to answer. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                /** @description Until when what was asked last is to be answered. */
                answer_by: components["schemas"]["Time"];
                answered_at: components["schemas"]["Time"] | null;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                closed_at: components["schemas"]["Time"] | null;
                clue_id: components["schemas"]["ClueId"] | null;
                id: components["schemas"]["NoticeId"];
                item_id: components["schemas"]["ItemId"] | null;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                /** @description What the caller may do with it now. */
                next_steps: components["schemas"]["NoticeAction"][];
                number: string;
                /** @description Not answered in time, and still to be answered. */
                overdue: boolean;
                sent_at: components["schemas"]["Time"];
                sent_by: components["schemas"]["UserId"];
                sent_by_name: string;
                status: components["schemas"]["NoticeStatus"];
                steps: components["schemas"]["NoticeStepView"][];
                title: string;
                /**
                 * Format: int32
                 * @description To be sent as `If-Match` with the next step.
                 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_PaperProfileView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whether it is offered. */
                active: boolean;
                /** @description What is printed on it unless another content is named. */
                content_id: components["schemas"]["LabelContentId"];
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["PaperProfileId"];
                layout: components["schemas"]["PaperLayout"];
                name: string;
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_PaperView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_id: components["schemas"]["CaseId"];
                case_name: string | null;
                case_no: string | null;
                /** @description SHA-256 of the file, hexadecimal: a file of this digest is this issue, unaltered. */
                file_sha256: string;
                form: components["schemas"]["PaperForm"];
                id: components["schemas"]["PaperId"];
                issued_at: components["schemas"]["Time"];
                issued_by: components["schemas"]["UserId"];
                issued_by_name: string;
                /** Format: int32 */
                line_count: number;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                number: string;
                /** Format: int32 */
                page_count: number;
                replaced_by_id: components["schemas"]["PaperId"] | null;
                replaced_by_number: string | null;
                replaces_id: components["schemas"]["PaperId"] | null;
                replaces_number: string | null;
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                seizure_list_id: components["schemas"]["SeizureListId"] | null;
                source_state: components["schemas"]["RecordState"] | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_PlaceView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whether goods can be put there. */
                active: boolean;
                /**
                 * Format: int64
                 * @description Items it takes; null: unlimited.
                 */
                capacity: number | null;
                /**
                 * Format: int64
                 * @description Items that the open places inside it with a capacity take together; null: none has one.
                 */
                capacity_below: number | null;
                code: string;
                created_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Items that it and the open places inside it still take, as far as they have a capacity; null: none of them has one, and it
                 *     takes any number. None when it is closed.
                 */
                free: number | null;
                /**
                 * Format: int64
                 * @description Items that lie in it now, those in places inside it not counted. Like all that is counted here it includes goods that
                 *     the reader is not cleared for.
                 */
                held: number;
                /**
                 * Format: int64
                 * @description Items that lie in the places inside it, at every level.
                 */
                held_below: number;
                id: components["schemas"]["PlaceId"];
                kind: components["schemas"]["PlaceKind"];
                name: string;
                parent_code: string | null;
                parent_id: components["schemas"]["PlaceId"] | null;
                /** @description The highest level of goods it may hold. */
                secrecy: components["schemas"]["SecrecyLevel"];
                storage_class: components["schemas"]["StorageClass"];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_PrintBatchView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Number of the case, where a case was asked for. */
                case_no: string | null;
                /** @description The label content, by the name it had. */
                content: string;
                /**
                 * Format: int32
                 * @description How often each label is printed.
                 */
                copies: number;
                created_at: components["schemas"]["Time"];
                id: components["schemas"]["PrintBatchId"];
                kind: components["schemas"]["PrintKind"];
                /** Format: int32 */
                label_count: number;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                number: string;
                printed_by: components["schemas"]["UserId"] | null;
                /** @description Name of the person. */
                printed_by_name: string | null;
                /** @description The paper profile, by the name it had. */
                profile: string;
                /** @description Why labels were printed again. */
                reason: string | null;
                recorded_at: components["schemas"]["Time"] | null;
                /**
                 * Format: int32
                 * @description Labels whose entries are in the log; the file can be had when they all are.
                 */
                recorded_count: number;
                /**
                 * Format: int32
                 * @description Of these, labels that had been printed before.
                 */
                reprint_count: number;
                /** @description What was asked for. */
                selection: components["schemas"]["NewPrintBatch"];
                /**
                 * Format: int32
                 * @description Labels left out on the first page.
                 */
                skip: number;
                status: components["schemas"]["PrintStatus"];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_PrintLineView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description What the QR code says. */
                code: string;
                item_id: components["schemas"]["ItemId"] | null;
                /**
                 * Format: int32
                 * @description Position in the batch, from 1.
                 */
                line_no: number;
                place_id: components["schemas"]["PlaceId"] | null;
                /** @description Whether this code had been printed before. */
                reprint: boolean;
                /** @description The fields in the order of the content; none for whoever sees no goods. */
                texts: string[];
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_RequestView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description The applicant's agency. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                applicant_id: components["schemas"]["UserId"];
                applicant_name: string;
                approved_at: components["schemas"]["Time"] | null;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                /** @description Whether its goods ask for the centre head's approval as well. */
                centre_head_asked: boolean;
                closed_at: components["schemas"]["Time"] | null;
                created_at: components["schemas"]["Time"];
                delivery: components["schemas"]["DeliveryManner"] | null;
                /** @description How the goods are destroyed. */
                destruction_method: string | null;
                /** @description Where they are destroyed. */
                destruction_place: string | null;
                disposition: components["schemas"]["Disposition"] | null;
                document_id: components["schemas"]["DocumentId"] | null;
                document_number: string | null;
                document_title: string | null;
                due_at: components["schemas"]["Time"] | null;
                id: components["schemas"]["RequestId"];
                kind: components["schemas"]["RequestKind"];
                /** Format: int32 */
                line_count: number;
                loan_id: components["schemas"]["RequestId"] | null;
                loan_number: string | null;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                /** @description Number without gaps within kind and year; null while a draft. */
                number: string | null;
                /**
                 * Format: int32
                 * @description Lines not carried out yet.
                 */
                open_line_count: number;
                purpose: components["schemas"]["LoanPurpose"] | null;
                reason: string;
                receiver_name: string | null;
                /** @description The agency whose unit head approves. */
                responsible_agency_id: components["schemas"]["AgencyId"];
                responsible_agency_name: string;
                starts_at: components["schemas"]["Time"] | null;
                status: components["schemas"]["RequestStatus"];
                submitted_at: components["schemas"]["Time"] | null;
                /** Format: int32 */
                version: number;
                /** @description 监销人 */
                witness_name: string | null;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_SeizureListView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                /** @description 见证人 */
                attesting_witness: string | null;
                case_id: components["schemas"]["CaseId"];
                case_name: string;
                case_no: string;
                /** @description The label codes in the order of the list; only when it is registered. */
                codes?: string[];
                correction: components["schemas"]["CorrectionView"] | null;
                created_at: components["schemas"]["Time"];
                created_by: components["schemas"]["UserId"];
                created_by_name: string;
                /** @description 扣押决定书 number. */
                decision_no: string | null;
                /** @description 持有人 */
                holder_name: string;
                id: components["schemas"]["SeizureListId"];
                /** Format: int32 */
                item_count: number;
                list_no: string;
                /** @description Present names of what was renamed since, by member. */
                names_now?: components["schemas"]["NamesNow"];
                replaces_id: components["schemas"]["SeizureListId"] | null;
                seized_at: components["schemas"]["Time"];
                seized_place: string;
                state: components["schemas"]["RecordState"];
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_SessionView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Where the person signed in from. */
                address: string;
                /** @description What the browser or program calls itself. */
                browser: string;
                /** @description When the person signed in. */
                created_at: components["schemas"]["Time"];
                /** @description Whether it is the session of this very call. */
                current: boolean;
                /** @description When it ends, whatever is refreshed. */
                expires_at: components["schemas"]["Time"];
                id: components["schemas"]["SessionId"];
                /** @description When the session was last used, to the minute. */
                last_used_at: components["schemas"]["Time"];
                /** @description Whether the person had not signed in there before. */
                new_device: boolean;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_StayView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                /** @description Whose turn it is. */
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                case_id: components["schemas"]["CaseId"];
                case_no: string;
                /** @description Label code. */
                code: string;
                due_at: components["schemas"]["Time"] | null;
                item_id: components["schemas"]["ItemId"];
                late: boolean;
                name: string;
                owner: components["schemas"]["ClockOwner"];
                person_id: components["schemas"]["UserId"] | null;
                person_name: string | null;
                reason: components["schemas"]["StayReason"];
                request_id: components["schemas"]["RequestId"] | null;
                request_number: string | null;
                since: components["schemas"]["Time"];
                /** @description What it waits for, in the caller's language. */
                title: string;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /** @description One page of a list. */
        PageView_UserView: {
            /** @description To be sent as `cursor` for the next page; absent at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: {
                agency_id: components["schemas"]["AgencyId"];
                agency_name: string;
                /** @description 警号 or 工作证号; for administrators only. */
                badge_number?: string | null;
                /** @description Up to which level the person may know of cases. */
                clearance: components["schemas"]["SecrecyLevel"];
                created_at: components["schemas"]["Time"];
                /** @description Whether the account can no longer be used. */
                disabled: boolean;
                id: components["schemas"]["UserId"];
                /** @description Whether the number of the person's identity document was given, which is not kept itself; for administrators only. */
                identity_known?: boolean | null;
                last_signed_in_at?: components["schemas"]["Time"] | null;
                locked_until?: components["schemas"]["Time"] | null;
                login: string;
                name: string;
                /** @description The other accounts of the same person, with which it counts as one; for administrators only. */
                other_accounts?: components["schemas"]["OtherAccount"][];
                password_part_at?: components["schemas"]["Time"] | null;
                reviewed_at?: components["schemas"]["Time"] | null;
                roles: components["schemas"]["Role"][];
                /** @description Whether the person has a second factor; for administrators only. */
                second_factor?: boolean | null;
                /** Format: int32 */
                version: number;
            }[];
            /**
             * Format: int64
             * @description How many rows the whole list has; only when asked for.
             */
            total?: number | null;
        };
        /**
         * @description The papers that are made from the record.
         * @enum {string}
         */
        PaperForm: "seizure_list" | "preservation_list" | "intake_receipt" | "refusal_note" | "outbound_approval" | "return_list" | "transfer_list" | "destruction_list" | "loan_approval" | "extension_approval" | "return_inspection";
        /** Format: uuid */
        PaperId: string;
        /** @description Where the labels are on a page, in micrometres. */
        PaperLayout: {
            /**
             * Format: int64
             * @description Labels side by side.
             */
            columns: number;
            /**
             * Format: int64
             * @description Between two columns.
             */
            gap_x_um?: number;
            /**
             * Format: int64
             * @description Between two rows.
             */
            gap_y_um?: number;
            /**
             * Format: int64
             * @description Height of one label.
             */
            label_height_um: number;
            /**
             * Format: int64
             * @description Width of one label.
             */
            label_width_um: number;
            /**
             * Format: int64
             * @description From the left edge to the first label.
             */
            margin_left_um: number;
            /**
             * Format: int64
             * @description From the top edge to the first label.
             */
            margin_top_um: number;
            /** @description Pages or a roll. */
            media: components["schemas"]["Media"];
            /**
             * Format: int64
             * @description Calibration: everything moves to the right by this much.
             */
            offset_x_um?: number;
            /**
             * Format: int64
             * @description Calibration: everything moves down by this much.
             */
            offset_y_um?: number;
            /**
             * Format: int64
             * @description Height of the page; of a roll, of one label.
             */
            page_height_um: number;
            /**
             * Format: int64
             * @description Width of the page; of a roll, the width of one label with its backing.
             */
            page_width_um: number;
            /**
             * Format: int64
             * @description Labels below one another.
             */
            rows: number;
        };
        /** @description What can be changed of a paper profile; absent members stay as they are. */
        PaperProfileEdit: {
            /** @description Whether it is offered. */
            active?: boolean;
            /** @description What is printed on it unless another content is named. */
            content_id?: components["schemas"]["LabelContentId"];
            /** @description Where the labels are; the whole layout. */
            layout?: components["schemas"]["PaperLayout"];
            /** @description Name, at most 60 characters. */
            name?: string;
        };
        /** Format: uuid */
        PaperProfileId: string;
        /** @description A paper profile. */
        PaperProfileView: {
            /** @description Whether it is offered. */
            active: boolean;
            /** @description What is printed on it unless another content is named. */
            content_id: components["schemas"]["LabelContentId"];
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["PaperProfileId"];
            layout: components["schemas"]["PaperLayout"];
            name: string;
            /** Format: int32 */
            version: number;
        };
        /** @description How papers are headed, numbered and copied. */
        PaperSettings: {
            /** @description How many copies are made of a form where not as many as usual. */
            copies?: components["schemas"]["FormCopies"][];
            /** @description What stands above the papers of the centre; its own name where nothing is set. */
            letterhead: string | null;
            /** @description How papers are numbered: a text with `{year}` and `{sequence}`, and `{unit}` for the letterhead of the centre. */
            number_pattern: string;
        };
        /** @description How papers are headed, numbered and copied. */
        PaperSettingsView: {
            /** @description The number that the first paper of a year would have. */
            example: string;
            /** @description How many copies are made of each form as things stand. */
            forms: components["schemas"]["FormView"][];
            settings: components["schemas"]["PaperSettings"];
            /**
             * Format: int32
             * @description 0 until somebody sets them; to be sent as `If-Match`.
             */
            version: number;
        };
        /** @description A paper as it was issued. */
        PaperView: {
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"];
            case_name: string | null;
            case_no: string | null;
            /** @description SHA-256 of the file, hexadecimal: a file of this digest is this issue, unaltered. */
            file_sha256: string;
            form: components["schemas"]["PaperForm"];
            id: components["schemas"]["PaperId"];
            issued_at: components["schemas"]["Time"];
            issued_by: components["schemas"]["UserId"];
            issued_by_name: string;
            /** Format: int32 */
            line_count: number;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            number: string;
            /** Format: int32 */
            page_count: number;
            replaced_by_id: components["schemas"]["PaperId"] | null;
            replaced_by_number: string | null;
            replaces_id: components["schemas"]["PaperId"] | null;
            replaces_number: string | null;
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            seizure_list_id: components["schemas"]["SeizureListId"] | null;
            source_state: components["schemas"]["RecordState"] | null;
        };
        /** @description Somebody who signs for a hand-over. */
        PartyView: {
            /** @description Whether a custodian of the centre signs, whose account says the name. */
            is_custodian: boolean;
            party: components["schemas"]["HandoverParty"];
            /** @description Whom the request names. */
            proposed_name: string | null;
            signature: components["schemas"]["SignatureView"] | null;
        };
        /** @description What an authenticator is asked to sign. */
        PasskeyChallenge: {
            /** @description Random bytes, in base64url; good once. */
            challenge: string;
            /** @description By what authenticators know the passkeys that are asked for; none where whoever comes chooses one. */
            credential_ids: string[];
            expires_at: components["schemas"]["Time"];
            /** @description The name that passkeys are bound to. */
            relying_party_id: string;
        };
        /** Format: uuid */
        PasskeyId: string;
        /** @description Another name for a passkey. */
        PasskeyName: {
            /** @description How its owner calls it, at most 60 characters. */
            name: string;
        };
        /** @description What an authenticator is asked to make a passkey from. */
        PasskeyOffer: {
            /** @description Random bytes, in base64url; good once. */
            challenge: string;
            /** @description By what authenticators know the passkeys that there are: none of them makes another one. */
            credential_ids: string[];
            expires_at: components["schemas"]["Time"];
            /** @description How it calls the account. */
            login: string;
            name: string;
            /** @description The name that the passkey is bound to. */
            relying_party_id: string;
            /** @description How the authenticator calls the centre. */
            relying_party_name: string;
            /** @description By what it knows the account, in base64url. */
            user_handle: string;
        };
        /**
         * @description What a passkey is asked for within a session.
         * @enum {string}
         */
        PasskeyPurpose: "proof" | "second";
        /** @description A passkey as it is shown. */
        PasskeyShown: {
            passkey: components["schemas"]["Assertion"];
        };
        /** @description Who signs in with a passkey alone, and how the tokens are wanted. */
        PasskeySignIn: {
            /** @description Browsers: the tokens come as cookies that scripts cannot read, and not in the body. */
            cookies?: boolean;
            passkey: components["schemas"]["Assertion"];
            /**
             * @description Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
             *     sign-in is refused.
             */
            replace_session?: boolean;
        };
        /** @description Whether passkeys can be shown where the pages are opened. */
        PasskeysOffered: {
            not_offered?: components["schemas"]["RefusalView"] | null;
        };
        /** @description The own passkeys, ten at most. */
        PasskeysView: {
            not_offered?: components["schemas"]["RefusalView"] | null;
            rows: components["schemas"]["PasskeyView"][];
        };
        /** @description One of the own passkeys. */
        PasskeyView: {
            added_at: components["schemas"]["Time"];
            id: components["schemas"]["PasskeyId"];
            last_used_at?: components["schemas"]["Time"] | null;
            /** @description How its owner calls it. */
            name: string;
            /** @description Whether it may be on several devices, such as by way of an account with the maker of a phone. */
            synced: boolean;
            /** Format: int32 */
            version: number;
        };
        /**
         * Format: password
         * @description A password as typed; it never shows in logs.
         */
        Password: string;
        /**
         * @description An account with one of the two parts of its new password, which is shown this once. Typed one after the other, the parts are
         *     good for a day from the release, until the person chooses a password.
         */
        PasswordPartView: components["schemas"]["UserView"] & {
            /** @description Absent when the same call is repeated: then give a first part anew. */
            password_part?: string | null;
        };
        /**
         * @description One thing a person may be allowed to do. Handlers name it in their signature.
         * @enum {string}
         */
        Permission: "read_agencies" | "manage_agencies" | "read_users" | "manage_users" | "release_passwords" | "grant_roles" | "grant_clearance" | "release_locks" | "manage_sessions" | "manage_factors" | "manage_security_rules" | "try_rules" | "review_accounts" | "read_places" | "manage_places" | "read_cases" | "manage_cases" | "set_secrecy" | "read_items" | "edit_items" | "read_requests" | "submit_requests" | "approve_requests" | "reveal_personal_data" | "execute_requests" | "move_items" | "read_prints" | "print_labels" | "manage_paper" | "resolve_discrepancies" | "issue_papers" | "manage_documents" | "manage_files" | "read_reports" | "supervise_cases" | "answer_supervision" | "read_audit" | "answer_findings" | "read_settings" | "manage_settings" | "own_account" | "confirm_as_second" | "ask_second";
        /** @description The code of a place: what the API's document says of one in a list. */
        PlaceCode: string;
        /** @description What can be changed of a place; absent members stay as they are. */
        PlaceEdit: {
            /** @description Whether goods can be put there; a place in use is not closed. */
            active?: boolean;
            /**
             * Format: int64
             * @description Items it takes, not fewer than it holds; null: unlimited.
             */
            capacity?: number | null;
            /** @description Name, at most 200 characters. */
            name?: string;
            parent_id?: components["schemas"]["PlaceId"] | null;
            /** @description The highest level of goods it may hold, not below that of any it holds. */
            secrecy?: components["schemas"]["SecrecyLevel"];
        };
        /** Format: uuid */
        PlaceId: string;
        /** @description Places that are registered together. */
        PlaceImport: {
            /** @description Whether the rows are only checked, and nothing is registered. */
            check_only?: boolean;
            /** @description At most 500. */
            rows: components["schemas"]["ImportedPlace"][];
        };
        /**
         * @description The levels of the place tree.
         * @enum {string}
         */
        PlaceKind: "zone" | "room" | "rack" | "level" | "bin";
        /** @description How full a zone or room is. */
        PlaceOccupancy: {
            /**
             * Format: int64
             * @description Items it takes; null when nobody said.
             */
            capacity: number | null;
            code: string;
            /**
             * Format: int64
             * @description Items that lie in it.
             */
            held: number;
            id: components["schemas"]["PlaceId"];
            kind: components["schemas"]["PlaceKind"];
            name: string;
            parent_id: components["schemas"]["PlaceId"] | null;
            /** @description The query of the list of items that shows them. */
            query: string;
            storage_class: components["schemas"]["StorageClass"];
        };
        /** @description The places that were registered together. */
        PlaceSeriesView: {
            /** @description Their codes, in the order of their numbers. */
            codes: string[];
        };
        /** @description A place. */
        PlaceView: {
            /** @description Whether goods can be put there. */
            active: boolean;
            /**
             * Format: int64
             * @description Items it takes; null: unlimited.
             */
            capacity: number | null;
            /**
             * Format: int64
             * @description Items that the open places inside it with a capacity take together; null: none has one.
             */
            capacity_below: number | null;
            code: string;
            created_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Items that it and the open places inside it still take, as far as they have a capacity; null: none of them has one, and it
             *     takes any number. None when it is closed.
             */
            free: number | null;
            /**
             * Format: int64
             * @description Items that lie in it now, those in places inside it not counted. Like all that is counted here it includes goods that
             *     the reader is not cleared for.
             */
            held: number;
            /**
             * Format: int64
             * @description Items that lie in the places inside it, at every level.
             */
            held_below: number;
            id: components["schemas"]["PlaceId"];
            kind: components["schemas"]["PlaceKind"];
            name: string;
            parent_code: string | null;
            parent_id: components["schemas"]["PlaceId"] | null;
            /** @description The highest level of goods it may hold. */
            secrecy: components["schemas"]["SecrecyLevel"];
            storage_class: components["schemas"]["StorageClass"];
            /** Format: int32 */
            version: number;
        };
        /** Format: uuid */
        PrintBatchId: string;
        /** @description A print batch: who printed what and when. */
        PrintBatchView: {
            /** @description Number of the case, where a case was asked for. */
            case_no: string | null;
            /** @description The label content, by the name it had. */
            content: string;
            /**
             * Format: int32
             * @description How often each label is printed.
             */
            copies: number;
            created_at: components["schemas"]["Time"];
            id: components["schemas"]["PrintBatchId"];
            kind: components["schemas"]["PrintKind"];
            /** Format: int32 */
            label_count: number;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            number: string;
            printed_by: components["schemas"]["UserId"] | null;
            /** @description Name of the person. */
            printed_by_name: string | null;
            /** @description The paper profile, by the name it had. */
            profile: string;
            /** @description Why labels were printed again. */
            reason: string | null;
            recorded_at: components["schemas"]["Time"] | null;
            /**
             * Format: int32
             * @description Labels whose entries are in the log; the file can be had when they all are.
             */
            recorded_count: number;
            /**
             * Format: int32
             * @description Of these, labels that had been printed before.
             */
            reprint_count: number;
            /** @description What was asked for. */
            selection: components["schemas"]["NewPrintBatch"];
            /**
             * Format: int32
             * @description Labels left out on the first page.
             */
            skip: number;
            status: components["schemas"]["PrintStatus"];
            /** Format: int32 */
            version: number;
        };
        /**
         * @description What the labels of a batch are for.
         * @enum {string}
         */
        PrintKind: "items" | "places" | "blanks";
        /** @description One label of a batch, word for word. */
        PrintLineView: {
            /** @description What the QR code says. */
            code: string;
            item_id: components["schemas"]["ItemId"] | null;
            /**
             * Format: int32
             * @description Position in the batch, from 1.
             */
            line_no: number;
            place_id: components["schemas"]["PlaceId"] | null;
            /** @description Whether this code had been printed before. */
            reprint: boolean;
            /** @description The fields in the order of the content; none for whoever sees no goods. */
            texts: string[];
        };
        /**
         * @description How far a batch has come.
         * @enum {string}
         */
        PrintStatus: "recording" | "done";
        /** @description An error, as every operation answers it (`application/problem+json`). */
        Problem: {
            /** @description Stable code, see `docs/errors.md`. */
            code: string;
            /**
             * Format: int32
             * @description With status 412: the version to load and edit again.
             */
            current?: number | null;
            /** @description What is wrong, in the caller's language. */
            detail: string;
            /** @description Fields that cannot be accepted. */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description With the code `code_needed` and status 401: what the account takes besides the password. */
            factors?: components["schemas"]["Factor"][];
            /** @description The id of this very call. */
            instance: string;
            /** @description The id of this very call, to be quoted. */
            request_id: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The HTTP status in words. */
            title: string;
            /** @description `urn:custody:error:` and the code. */
            type: string;
        };
        /** @description A proof of who somebody is. */
        ProofView: {
            /** @description Until then the person need not say it again. */
            proved_until: components["schemas"]["Time"];
        };
        /** @description How it stands with what the program verifies by itself. */
        Readiness: {
            /**
             * @description Whether photographs, scans and papers could be kept when that was tried last, some seconds ago. Where they cannot, everything else
             *     goes on.
             */
            files_kept: boolean;
            /**
             * Format: int64
             * @description Findings that nobody has answered: changes to what they are about are refused, everything else goes on.
             */
            findings_open: number;
            /** @description `ok` */
            status: string;
            /** @description Whether nothing was verified as a whole for two days. */
            verification_overdue: boolean;
            verified_at: components["schemas"]["Time"] | null;
        };
        /** @description Who somebody is, said anew. */
        Reauthentication: {
            code?: components["schemas"]["FactorCode"] | null;
            passkey?: components["schemas"]["Assertion"] | null;
            /** @description The password that holds now. */
            password: components["schemas"]["Password"];
        };
        /**
         * @description Whether a seizure list or a document still holds.
         * @enum {string}
         */
        RecordState: "in_force" | "replaced" | "cancelled";
        /** @description Recovery codes, which are shown this once. Each is good once, in place of a code of the authenticator. */
        RecoveryCodes: {
            recovery_codes: string[];
        };
        /** @description The refresh token of a program; a browser sends its cookie. */
        Refresh: {
            refresh_token?: string | null;
        };
        /**
         * @description What the centre head decides about lines refused at the desk.
         * @enum {string}
         */
        RefusalsDecision: "confirm" | "send_back";
        /** @description A decision on what was refused at the desk. */
        RefusalsDecisionCall: {
            decision: components["schemas"]["RefusalsDecision"];
            /** @description Why; needed for sending the lines back. */
            opinion?: string | null;
        };
        /** @description The outcome of one line of a bulk call that was not carried out, ready for JSON. */
        RefusalView: {
            /** @description Stable code, see `docs/errors.md`. */
            code: string;
            /** @description A sentence in the caller's language. */
            detail: string;
        };
        /** @description Sign-ins that were refused. */
        RefusedView: {
            /**
             * Format: int64
             * @description How many; those that came while the account was locked are not counted.
             */
            count: number;
            last_at: components["schemas"]["Time"];
        };
        /** @description What an item carries now. */
        RelabelledView: {
            /** @description The code it carries now; print its label next. */
            code: string;
            /** @description Its former codes, oldest first; scanning one says that it was replaced. */
            former: string[];
            item_id: components["schemas"]["ItemId"];
            /**
             * Format: int32
             * @description The item's version.
             */
            version: number;
        };
        /** @description A new label for an item. */
        Replacement: {
            /** @description The code of a blank label to be bound; a new code is issued when absent. */
            code?: string | null;
            /** @description Why, at most 500 characters. */
            reason: string;
        };
        /**
         * @description What a person does to a request.
         * @enum {string}
         */
        RequestAction: "edit" | "submit" | "approve" | "return_for_correction" | "reject" | "withdraw" | "execute" | "complete" | "report_refusals" | "confirm_refusals" | "send_back_refusals" | "extend";
        /** @description Requests first submitted, by kind. */
        RequestCounts: {
            /** Format: int64 */
            intake: number;
            /** Format: int64 */
            loan: number;
            /** Format: int64 */
            loan_return: number;
            /** Format: int64 */
            outbound: number;
        };
        /** @description One request with the steps taken and what the caller may do next. */
        RequestDetail: components["schemas"]["RequestView"] & {
            /** @description Every step there is, each with whether the caller may take it now. */
            actions: components["schemas"]["ActionView"][];
            /** @description What is to be corrected, while it is returned for correction. */
            correction: string | null;
            /** @description Whether only its last characters are shown. */
            receiver_document_hidden: boolean;
            /** @description Outbound: number of the receiver's identity document; whole for whoever is writing the request, and otherwise its last characters. */
            receiver_document_no: string | null;
            /** @description Outbound: whether the receiver is an officer. */
            receiver_is_officer: boolean | null;
            /** @description The steps taken, first to last. */
            steps: components["schemas"]["StepView"][];
        };
        /** @description What is to change of a request; absent members stay as they are, and null takes a term out. */
        RequestEdit: {
            /** @description The case; cannot change, and is refused when it is another one. */
            case_id?: components["schemas"]["CaseId"];
            delivery?: components["schemas"]["DeliveryManner"] | null;
            /** @description Outbound, destruction: how the goods are destroyed. */
            destruction_method?: string | null;
            /** @description Outbound, destruction: where they are destroyed. */
            destruction_place?: string | null;
            disposition?: components["schemas"]["Disposition"] | null;
            document_id?: components["schemas"]["DocumentId"] | null;
            due_at?: components["schemas"]["Time"] | null;
            /** @description Items by label code or id, 0 to 10,000; the whole list. */
            items?: components["schemas"]["ScannedCode"][];
            /** @description Kind; cannot change, and is refused when it is another one. */
            kind?: components["schemas"]["RequestKind"];
            loan_id?: components["schemas"]["RequestId"] | null;
            purpose?: components["schemas"]["LoanPurpose"] | null;
            /** @description Why. */
            reason?: string;
            /** @description Outbound: number of the receiver's identity document. */
            receiver_document_no?: string | null;
            /** @description Outbound: whether the receiver is an officer; never for returns to a victim. */
            receiver_is_officer?: boolean | null;
            /** @description Outbound: who receives the goods. */
            receiver_name?: string | null;
            starts_at?: components["schemas"]["Time"] | null;
            /** @description Outbound, destruction: 监销人. */
            witness_name?: string | null;
        };
        /** Format: uuid */
        RequestId: string;
        /**
         * @description The kinds of request.
         * @enum {string}
         */
        RequestKind: "intake" | "outbound" | "loan" | "loan_return";
        /** @description A line of a request. */
        RequestLineView: {
            attributes: components["schemas"]["Attributes"];
            category: components["schemas"]["Category"];
            /** @description Label code. */
            code: string;
            condition: components["schemas"]["Condition"] | null;
            currency: string | null;
            custody_state: components["schemas"]["CustodyState"];
            executed_at: components["schemas"]["Time"] | null;
            executed_by: components["schemas"]["UserId"] | null;
            executed_by_name: string | null;
            features: string;
            item_id: components["schemas"]["ItemId"];
            /** Format: int32 */
            line_no: number;
            model: string;
            name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            outcome: components["schemas"]["LineOutcome"];
            /** Format: int32 */
            pieces: number;
            place_code: string | null;
            place_id: components["schemas"]["PlaceId"] | null;
            reason: string | null;
            seal_no: string | null;
            sealing: components["schemas"]["Sealing"] | null;
            second_id: components["schemas"]["UserId"] | null;
            second_name: string | null;
            serial_no: string;
            unit: string;
            /**
             * Format: int64
             * @description In the smallest unit of the currency.
             */
            valuation_minor: number | null;
        };
        /** @description Requests of one kind in one status. */
        RequestsCount: {
            kind: components["schemas"]["RequestKind"];
            /** @description The query of the list of requests that shows them. */
            query: string;
            /** Format: int64 */
            requests: number;
            status: components["schemas"]["RequestStatus"];
        };
        /**
         * @description Where a request stands.
         * @enum {string}
         */
        RequestStatus: "draft" | "awaiting_unit_head" | "awaiting_centre_head" | "approved" | "executing" | "awaiting_confirmation" | "completed" | "returned_for_correction" | "rejected" | "withdrawn";
        /** @description A request. */
        RequestView: {
            /** @description The applicant's agency. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            applicant_id: components["schemas"]["UserId"];
            applicant_name: string;
            approved_at: components["schemas"]["Time"] | null;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            /** @description Whether its goods ask for the centre head's approval as well. */
            centre_head_asked: boolean;
            closed_at: components["schemas"]["Time"] | null;
            created_at: components["schemas"]["Time"];
            delivery: components["schemas"]["DeliveryManner"] | null;
            /** @description How the goods are destroyed. */
            destruction_method: string | null;
            /** @description Where they are destroyed. */
            destruction_place: string | null;
            disposition: components["schemas"]["Disposition"] | null;
            document_id: components["schemas"]["DocumentId"] | null;
            document_number: string | null;
            document_title: string | null;
            due_at: components["schemas"]["Time"] | null;
            id: components["schemas"]["RequestId"];
            kind: components["schemas"]["RequestKind"];
            /** Format: int32 */
            line_count: number;
            loan_id: components["schemas"]["RequestId"] | null;
            loan_number: string | null;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            /** @description Number without gaps within kind and year; null while a draft. */
            number: string | null;
            /**
             * Format: int32
             * @description Lines not carried out yet.
             */
            open_line_count: number;
            purpose: components["schemas"]["LoanPurpose"] | null;
            reason: string;
            receiver_name: string | null;
            /** @description The agency whose unit head approves. */
            responsible_agency_id: components["schemas"]["AgencyId"];
            responsible_agency_name: string;
            starts_at: components["schemas"]["Time"] | null;
            status: components["schemas"]["RequestStatus"];
            submitted_at: components["schemas"]["Time"] | null;
            /** Format: int32 */
            version: number;
            /** @description 监销人 */
            witness_name: string | null;
        };
        /**
         * @description How the centre head resolves a discrepancy.
         * @enum {string}
         */
        Resolution: "found" | "lost" | "recorded";
        /** @description The results of a bulk call, line by line. */
        ResultsView: {
            results: components["schemas"]["LineResultView"][];
        };
        /** @description The blank labels that are out of use now. */
        RetiredView: {
            rows: components["schemas"]["LabelView"][];
        };
        /** @description Blank labels to be taken out of use. */
        Retirement: {
            /** @description Their codes, at most 10,000. */
            codes: components["schemas"]["ScannedCode"][];
            /** @description Why, at most 500 characters. */
            reason: string;
        };
        /** @description Why somebody has to read a number whole. */
        RevealCall: {
            /** @description Stays in the log. */
            reason: string;
        };
        /** @description A number that is shown this once. */
        RevealedView: {
            /** @description Absent when the same call is repeated: then reveal it anew. */
            receiver_document_no?: string | null;
            request_id: components["schemas"]["RequestId"];
        };
        /** @description An account as it was looked at. */
        Reviewed: {
            id: components["schemas"]["UserId"];
            /**
             * Format: int32
             * @description The version that was looked at: one that was changed since is refused.
             */
            version: number;
        };
        /**
         * @description What a person is to the centre. One person may hold several, within the rules of [`RoleSet::checked`].
         * @enum {string}
         */
        Role: "case_officer" | "unit_head" | "custodian" | "centre_head" | "supervisor" | "system_admin" | "security_admin" | "auditor";
        /** @description A version of the centre's own rules, and its day. */
        RulesInForce: {
            effective_from: components["schemas"]["Day"];
            /** @description Since when it counts. */
            since: components["schemas"]["Time"];
            /** Format: int32 */
            version: number;
        };
        /**
         * @description Where a rule or the holidays of a year come from.
         * @enum {string}
         */
        RuleSource: "national" | "centre";
        /** @description What becomes of the clocks of one rule. */
        RuleTrial: {
            /** @description The numbers of the cases of those newly red that the caller may see, the longest overdue first, each once; at most a hundred. */
            cases: string[];
            green: components["schemas"]["TrialCount"];
            kept: components["schemas"]["TrialCount"];
            missed: components["schemas"]["TrialCount"];
            /**
             * Format: int64
             * @description How many clocks are red by the draft and are not by the rules that hold.
             */
            newly_red: number;
            /**
             * Format: int64
             * @description How many are red by the rules that hold and are not by the draft.
             */
            no_longer_red: number;
            red: components["schemas"]["TrialCount"];
            /** @description The code of the rule. */
            rule: string;
            yellow: components["schemas"]["TrialCount"];
        };
        /**
         * @description How the auditor answers a finding.
         * @enum {string}
         */
        Ruling: "noted" | "accepted";
        /** @description The code of a label as somebody types or scans it: what the API's document says of one in a list. */
        ScannedCode: string;
        /**
         * @description What a scanned or typed code is.
         * @enum {string}
         */
        ScanOutcome: "found" | "place" | "unknown" | "unbound" | "replaced" | "retired" | "mistyped" | "forged" | "foreign" | "malformed";
        /** @description What a scan turns out to be. An item of another agency and a code nobody carries give the same answer. */
        ScanView: {
            actions: components["schemas"]["NextAction"][];
            hold?: components["schemas"]["HoldView"] | null;
            /** @description Where an act was asked about: everything it would be refused for as things stand, without a second custodian. */
            issues?: components["schemas"]["LineIssueView"][];
            item?: components["schemas"]["ItemView"] | null;
            outcome: components["schemas"]["ScanOutcome"];
            place?: components["schemas"]["PlaceView"] | null;
            /** @description Where the item could be put instead, when it cannot be put at the place that was asked about. */
            proposed_place?: string | null;
            /**
             * Format: int32
             * @description The region of a foreign code.
             */
            region?: number | null;
        };
        /**
         * @description Whether goods were sealed and counted when they changed hands.
         * @enum {string}
         */
        Sealing: "sealed_uncounted" | "counted_sealed" | "counted_unsealed";
        /** @description What a search came to. */
        Searched: {
            /** @description Clues that are about other goods than before. */
            changed: number;
            /** @description Clues whose cause is gone. */
            corrected: number;
            /** @description Clues that were not there before, or are there again. */
            found: number;
            /** @description Clues whose cause is there, in all. */
            present: number;
        };
        /**
         * @description 知悉级别, from the lowest to the highest: of a case, of what a place may hold at most, and up to which a person is cleared. The words
         *     sort as the levels do, so that the database compares them as they are.
         * @enum {string}
         */
        SecrecyLevel: "ordinary" | "restricted" | "secret";
        /** @description A seizure list as it should have been written. Its items go along. */
        SeizureListCorrection: {
            /** @description 见证人 */
            attesting_witness?: string | null;
            /** @description 扣押决定书 number. */
            decision_no?: string | null;
            /** @description 持有人; that of the items that have the list's. */
            holder_name: string;
            /** @description Number of the list within the case. */
            list_no: string;
            /** @description Why it is corrected. */
            reason: string;
            /** @description When the goods were seized. */
            seized_at: components["schemas"]["Time"];
            /** @description Where. */
            seized_place: string;
        };
        /** Format: uuid */
        SeizureListId: string;
        /** @description A seizure list (扣押清单). */
        SeizureListView: {
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            /** @description 见证人 */
            attesting_witness: string | null;
            case_id: components["schemas"]["CaseId"];
            case_name: string;
            case_no: string;
            /** @description The label codes in the order of the list; only when it is registered. */
            codes?: string[];
            correction: components["schemas"]["CorrectionView"] | null;
            created_at: components["schemas"]["Time"];
            created_by: components["schemas"]["UserId"];
            created_by_name: string;
            /** @description 扣押决定书 number. */
            decision_no: string | null;
            /** @description 持有人 */
            holder_name: string;
            id: components["schemas"]["SeizureListId"];
            /** Format: int32 */
            item_count: number;
            list_no: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            replaces_id: components["schemas"]["SeizureListId"] | null;
            seized_at: components["schemas"]["Time"];
            seized_place: string;
            state: components["schemas"]["RecordState"];
            /** Format: int32 */
            version: number;
        };
        /** Format: uuid */
        SessionId: string;
        /** @description One sign-in that has not ended. */
        SessionView: {
            /** @description Where the person signed in from. */
            address: string;
            /** @description What the browser or program calls itself. */
            browser: string;
            /** @description When the person signed in. */
            created_at: components["schemas"]["Time"];
            /** @description Whether it is the session of this very call. */
            current: boolean;
            /** @description When it ends, whatever is refreshed. */
            expires_at: components["schemas"]["Time"];
            id: components["schemas"]["SessionId"];
            /** @description When the session was last used, to the minute. */
            last_used_at: components["schemas"]["Time"];
            /** @description Whether the person had not signed in there before. */
            new_device: boolean;
        };
        /**
         * @description A setting. All are whole numbers; the unit is part of the name.
         * @enum {string}
         */
        SettingName: "hours_per_agency_per_day" | "handover_hours" | "police_transfer_days" | "procuratorate_transfer_days" | "unclassified_alarm_days" | "loan_warning_hours" | "loan_days_at_most" | "whole_verification_hour" | "recent_verification_minutes" | "sign_in_failures_per_account" | "sign_in_failures_per_address" | "sign_in_lock_minutes" | "idle_minutes_at_counter" | "idle_minutes_at_desk" | "second_factor_for" | "security_profile" | "account_review_days";
        /** @description A setting. */
        SettingView: {
            /** Format: int64 */
            default: number;
            /**
             * Format: int64
             * @description The largest value that the security profile leaves.
             */
            max: number;
            /**
             * Format: int64
             * @description The smallest value that the security profile leaves.
             */
            min: number;
            name: components["schemas"]["SettingName"];
            /** @description What whoever sets it needs. */
            permission: components["schemas"]["Permission"];
            /** @description The name in the caller's language. */
            title: string;
            /**
             * Format: int64
             * @description The value that holds, as far as the security profile leaves what was set.
             */
            value: number;
            /**
             * Format: int32
             * @description 0 until somebody sets it; to be sent as `If-Match`.
             */
            version: number;
        };
        /** @description By what paper somebody says who they are. Of the number the last characters are kept, and nothing else of it anywhere. */
        ShownIdentity: {
            number: components["schemas"]["IdentityText"];
            paper: components["schemas"]["IdentityPaper"];
        };
        /**
         * @description How somebody signs.
         * @enum {string}
         */
        SignatureManner: "drawn" | "on_paper" | "refused";
        /** @description A signature, or that somebody would not sign. */
        SignatureView: {
            file_id: components["schemas"]["FileId"] | null;
            id: components["schemas"]["HandoverSignatureId"];
            /** @description The last characters of its number. */
            identity_masked: string | null;
            identity_paper: components["schemas"]["IdentityPaper"] | null;
            /** @description SHA-256 of the list that was signed. */
            list_sha256: string;
            manner: components["schemas"]["SignatureManner"];
            /** @description Why somebody would not sign. */
            reason: string | null;
            /** @description Who saw that. */
            refusal_witness: string | null;
            signed_at: components["schemas"]["Time"];
            signer_name: string;
        };
        /** @description Who signs in, and how the tokens are wanted. */
        SignIn: {
            code?: components["schemas"]["FactorCode"] | null;
            /** @description Browsers: the tokens come as cookies that scripts cannot read, and not in the body. */
            cookies?: boolean;
            /** @description Name to sign in with. */
            login: string;
            passkey?: components["schemas"]["Assertion"] | null;
            /** @description The password. */
            password: components["schemas"]["Password"];
            /**
             * @description Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
             *     sign-in is refused.
             */
            replace_session?: boolean;
        };
        /** @description A rectangle of a picture, upright, in thousandths of its width and height, with what is seen in it. */
        Spot: {
            /** Format: int64 */
            height: number;
            /** Format: int64 */
            left: number;
            /** @description What is seen there, such as a scratch that was not there before. */
            text: string;
            /** Format: int64 */
            top: number;
            /** Format: int64 */
            width: number;
        };
        /**
         * @description The stage of a case; responsibility follows it (fact 2 of 4).
         * @enum {string}
         */
        Stage: "investigation" | "prosecution" | "trial" | "enforcement";
        /**
         * @description What the log says of one event.
         * @enum {string}
         */
        Standing: "confirmed" | "unsigned" | "contradicted";
        /**
         * @description What goods wait for.
         * @enum {string}
         */
        StayReason: "with_officers" | "intake" | "on_loan" | "discrepancy" | "outbound" | "judged" | "investigation" | "prosecution" | "trial" | "enforcement";
        /** @description What everything waits for now. */
        StayReport: {
            /** @description The most items first. */
            rows: components["schemas"]["StaySumView"][];
        };
        /** @description How many goods wait for the same of the same agency. */
        StaySumView: {
            /** @description Whose turn it is. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            /** Format: int64 */
            items: number;
            /**
             * Format: int64
             * @description Items whose limit has passed.
             */
            late_items: number;
            /** Format: int64 */
            pieces: number;
            reason: components["schemas"]["StayReason"];
            /** @description Since when those wait that wait longest. */
            since: components["schemas"]["Time"];
            /** @description What they wait for, in the caller's language. */
            title: string;
        };
        /** @description What one of the goods waits for. */
        StayView: {
            /** @description Whose turn it is. */
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            case_id: components["schemas"]["CaseId"];
            case_no: string;
            /** @description Label code. */
            code: string;
            due_at: components["schemas"]["Time"] | null;
            item_id: components["schemas"]["ItemId"];
            late: boolean;
            name: string;
            owner: components["schemas"]["ClockOwner"];
            person_id: components["schemas"]["UserId"] | null;
            person_name: string | null;
            reason: components["schemas"]["StayReason"];
            request_id: components["schemas"]["RequestId"] | null;
            request_number: string | null;
            since: components["schemas"]["Time"];
            /** @description What it waits for, in the caller's language. */
            title: string;
        };
        /** @description A step a person took. */
        StepView: {
            action: components["schemas"]["RequestAction"];
            actor_id: components["schemas"]["UserId"];
            actor_name: string;
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            opinion: string | null;
            status_after: components["schemas"]["RequestStatus"];
            taken_at: components["schemas"]["Time"];
        };
        /** @description Where all pieces ever received are at one moment. */
        Stock: {
            /**
             * Format: int64
             * @description At a place of the centre.
             */
            in_custody: number;
            /**
             * Format: int64
             * @description In an open discrepancy: came back short or substituted, or was not found.
             */
            in_dispute: number;
            /**
             * Format: int64
             * @description Confirmed lost up to then.
             */
            lost: number;
            /**
             * Format: int64
             * @description Lent.
             */
            on_loan: number;
            /**
             * Format: int64
             * @description Received up to then.
             */
            received: number;
            /**
             * Format: int64
             * @description Left for good up to then.
             */
            released: number;
        };
        /** @description One figure of the stock. */
        StockFigure: {
            /**
             * Format: int64
             * @description Items, each with one label.
             */
            items: number;
            /** Format: int64 */
            pieces: number;
            /** @description The query of the list of items that shows them. */
            query: string;
        };
        /** @description Where pieces are. */
        StockLine: {
            in_custody: components["schemas"]["StockFigure"];
            in_dispute: components["schemas"]["StockFigure"];
            lost: components["schemas"]["StockFigure"];
            on_loan: components["schemas"]["StockFigure"];
            received: components["schemas"]["StockFigure"];
            released: components["schemas"]["StockFigure"];
        };
        /** @description The stock now. */
        StockReport: {
            at: components["schemas"]["Time"];
            /** @description Everything ever received. */
            balance: components["schemas"]["StockLine"];
            /** @description Whether received = in custody + on loan + in dispute + released + lost. */
            balanced: boolean;
            /** @description By the agency that is responsible now. */
            by_agency: components["schemas"]["AgencyStock"][];
            by_category: components["schemas"]["CategoryStock"][];
            counted_from: components["schemas"]["CountedFrom"];
            open_loans: components["schemas"]["OpenLoansView"];
            /** @description Zones and rooms with what lies anywhere in them, by code. */
            places: components["schemas"]["PlaceOccupancy"][];
            /** @description Requests that were submitted, by kind and status. */
            requests: components["schemas"]["RequestsCount"][];
        };
        /**
         * @description What a place is built for.
         * @enum {string}
         */
        StorageClass: "receiving" | "ordinary" | "vault" | "specimen_room" | "antimagnetic_cabinet" | "bulk_hall" | "yard";
        /** Format: uuid */
        SubjectId: string;
        /**
         * @description What an entry of the log is about.
         * @enum {string}
         */
        SubjectKind: "item" | "request" | "case" | "seizure_list" | "document" | "paper" | "discrepancy" | "clue" | "supervision_notice" | "file" | "person" | "agency" | "place" | "paper_profile" | "label_content" | "print_batch" | "blank_labels" | "setting" | "verification" | "finding" | "centre";
        /** @description Something that an entry is about or mentions. */
        SubjectView: {
            /** @description Its number, code or login, where it has one. */
            code: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SubjectKind"];
            /** @description Its name or title, where it has one. */
            name: string | null;
            /** @description Present names, by member, if it was renamed since. */
            names_now?: components["schemas"]["NamesNow"];
        };
        /** Format: date-time */
        Time: string;
        /** @description The tokens; for browsers only when they run out. */
        TokensView: {
            access_expires_at: components["schemas"]["Time"];
            /** @description To be sent as `Authorization: Bearer`. */
            access_token?: string | null;
            elsewhere?: components["schemas"]["ElsewhereView"] | null;
            factor_taken_at?: components["schemas"]["Time"] | null;
            passkey_refused_at?: components["schemas"]["Time"] | null;
            /** @description For the next pair; good once. */
            refresh_token?: string | null;
            refused?: components["schemas"]["RefusedView"] | null;
            /** @description When the session ends, whatever is refreshed. */
            session_expires_at: components["schemas"]["Time"];
        };
        /** @description How many clocks stand so, by the rules that hold and by the draft. */
        TrialCount: {
            /** Format: int64 */
            draft: number;
            /** Format: int64 */
            now: number;
        };
        /** @description What can be changed of an account; absent members stay as they are. */
        UserEdit: {
            /** @description The person's agency; the roles held must fit its kind. */
            agency_id?: components["schemas"]["AgencyId"];
            /** @description 警号 or 工作证号; null when there is none. */
            badge_number?: string | null;
            identity_number?: components["schemas"]["IdentityText"] | null;
            /** @description The person's name, at most 100 characters. */
            name?: string;
            /** @description Whether it is known that another account with the same badge or identity number is the same person's. It stays so from then on. */
            same_person?: boolean;
        };
        /** Format: uuid */
        UserId: string;
        /** @description People who are registered together. */
        UserImport: {
            /** @description Whether the rows are only checked, and nobody is registered. */
            check_only?: boolean;
            /** @description At most 500. */
            rows: components["schemas"]["ImportedUser"][];
        };
        /** @description A person with an account. */
        UserView: {
            agency_id: components["schemas"]["AgencyId"];
            agency_name: string;
            /** @description 警号 or 工作证号; for administrators only. */
            badge_number?: string | null;
            /** @description Up to which level the person may know of cases. */
            clearance: components["schemas"]["SecrecyLevel"];
            created_at: components["schemas"]["Time"];
            /** @description Whether the account can no longer be used. */
            disabled: boolean;
            id: components["schemas"]["UserId"];
            /** @description Whether the number of the person's identity document was given, which is not kept itself; for administrators only. */
            identity_known?: boolean | null;
            last_signed_in_at?: components["schemas"]["Time"] | null;
            locked_until?: components["schemas"]["Time"] | null;
            login: string;
            name: string;
            /** @description The other accounts of the same person, with which it counts as one; for administrators only. */
            other_accounts?: components["schemas"]["OtherAccount"][];
            password_part_at?: components["schemas"]["Time"] | null;
            reviewed_at?: components["schemas"]["Time"] | null;
            roles: components["schemas"]["Role"][];
            /** @description Whether the person has a second factor; for administrators only. */
            second_factor?: boolean | null;
            /** Format: int32 */
            version: number;
        };
        /** @description What a verification came to. */
        Verification: {
            /**
             * Format: int64
             * @description Findings about entries that the auditor has answered: they stay what they are and are not told again.
             */
            answered?: number;
            /**
             * Format: int64
             * @description Signed checkpoints the entries agree with.
             */
            checkpoints: number;
            /** @description Whether nothing was found wrong. */
            clean: boolean;
            /**
             * Format: int64
             * @description Entries read.
             */
            entries: number;
            /** Format: int64 */
            entries_per_second: number;
            /** @description What was found wrong; at most the first thousand, and of each kind the first 250. */
            findings: components["schemas"]["Finding"][];
            /**
             * Format: int64
             * @description Items, requests and movements held against the log.
             */
            items: number;
            /** Format: int64 */
            labels: number;
            /**
             * Format: int64
             * @description How many findings there were beyond those.
             */
            more: number;
            /** Format: int64 */
            movements: number;
            /** @description The name of the log. */
            origin: string;
            /** @description What was verified alone; none when it was everything. */
            part?: string | null;
            /**
             * Format: int64
             * @description Entries whose payload is missing. No entry orders that, so that each of them is a finding.
             */
            payloads_missing?: number;
            /**
             * Format: int64
             * @description Printed labels and codes beside the items' own held against the log.
             */
            print_lines: number;
            /**
             * Format: int64
             * @description Lines of requests, and rows of the other registers, held against the log.
             */
            request_lines: number;
            /** Format: int64 */
            requests: number;
            /** @description The root over them, hexadecimal, when the entries leave no doubt. */
            root?: string | null;
            /** Format: int64 */
            rows: number;
            /** Format: double */
            seconds: number;
            /** @description Whether their signatures were checked: without the public key they cannot be. */
            signatures_checked: boolean;
            /**
             * Format: int64
             * @description Entries covered by the newest checkpoint; what comes after is not signed for yet.
             */
            signed: number;
            /**
             * Format: int64
             * @description Entries that were verified before and not read again; 0 when everything was verified.
             */
            since?: number;
            /**
             * Format: int64
             * @description Entries in the log, as far as they tell.
             */
            size: number;
            /** @description Pieces by where the log leaves them. */
            stock: components["schemas"]["Stock"];
            /**
             * Format: int64
             * @description Changes of which the log does not tell what they found: what entries of earlier programs found cannot be held
             *     against what the entries before had left.
             */
            unchained?: number;
            /**
             * Format: int64
             * @description Entries that cannot be judged by who made them, because the log does not tell enough of that account.
             */
            unjudged?: number;
        };
        /** Format: uuid */
        VerificationId: string;
        /**
         * @description What a verification covers.
         * @enum {string}
         */
        VerificationScope: "whole" | "recent";
        /**
         * @description How a verification stands.
         * @enum {string}
         */
        VerificationStatus: "running" | "finished" | "failed" | "interrupted";
        /** @description A verification. */
        VerificationView: {
            /**
             * Format: int64
             * @description Rows held against the log so far.
             */
            done: number;
            finished_at: components["schemas"]["Time"] | null;
            id: components["schemas"]["VerificationId"];
            /** @description Present names of what was renamed since, by member. */
            names_now?: components["schemas"]["NamesNow"];
            result: components["schemas"]["Verification"] | null;
            scope: components["schemas"]["VerificationScope"];
            started_at: components["schemas"]["Time"];
            started_by: components["schemas"]["UserId"] | null;
            started_by_name: string | null;
            status: components["schemas"]["VerificationStatus"];
            /**
             * Format: int64
             * @description Of how many; 0 before that is known.
             */
            total: number;
        };
        /**
         * @description The lists of which views are saved: those that can be exported.
         * @enum {string}
         */
        ViewedList: "items" | "requests" | "loans" | "movements" | "users" | "audit_entries";
        /** @description What a challenge within a session is for. */
        WantedChallenge: {
            purpose: components["schemas"]["PasskeyPurpose"];
        };
        /** @description What somebody within a session is sent to the identity provider for. */
        WantedIdentity: {
            purpose: components["schemas"]["IdentityPurpose"];
        };
        /** @description Which paper is wanted, and from what it is made. */
        WantedPaper: {
            /** @description The form. */
            form: components["schemas"]["PaperForm"];
            request_id?: components["schemas"]["RequestId"] | null;
            seizure_list_id?: components["schemas"]["SeizureListId"] | null;
        };
        /**
         * @description A column of a table of a week: what happened within it, and what there was up to its end since the centre opened. Cases are
         *     counted once each, goods by their pieces.
         * @enum {string}
         */
        WeeklyFigure: "cases_received" | "goods_received" | "cases_released" | "goods_released" | "cases_lent" | "goods_lent" | "cases_returned" | "goods_returned" | "cases_received_ever" | "goods_received_ever" | "cases_released_ever" | "goods_released_ever" | "motor_received" | "motor_released" | "other_received" | "other_released" | "motor_received_ever" | "other_received_ever" | "motor_released_ever" | "other_released_ever";
        /** @description The figures of an agency. */
        WeeklyRowView: {
            agency_id: components["schemas"]["AgencyId"];
            /** @description As it was called when the week ended. */
            agency_name: string;
            /** @description One for each column. */
            figures: number[];
            /** @description What it is called now, when that is something else. */
            names_now?: components["schemas"]["NamesNow"];
        };
        /**
         * @description A table of a week.
         * @enum {string}
         */
        WeeklyTable: "goods" | "vehicles";
        /** @description A table of a week. */
        WeeklyTableView: {
            /** @description The first instant after it. */
            before: components["schemas"]["Time"];
            /** @description Every agency that ever handed goods in. */
            by_agency: components["schemas"]["WeeklyRowView"][];
            columns: components["schemas"]["WeeklyFigure"][];
            /** @description The first instant of the week, a Monday in China. */
            from: components["schemas"]["Time"];
            table: components["schemas"]["WeeklyTable"];
            /** @description The sum of each column. */
            total: number[];
        };
        /**
         * @description The list that shows the rows behind a count.
         * @enum {string}
         */
        WorkList: "requests" | "loans" | "extensions" | "items" | "discrepancies" | "deadlines" | "clues" | "supervision_notices";
        /**
         * @description What can wait for a person.
         * @enum {string}
         */
        WorkName: "drafts" | "returned" | "loans_due" | "loans_overdue" | "approvals" | "extensions" | "refusals" | "intakes" | "loan_hand_outs" | "outbound_hand_outs" | "returns" | "unsigned" | "unclassified" | "unclassified_overdue" | "handovers_overdue" | "discrepancies" | "notices_to_answer" | "notices_answered" | "clues_open" | "deadlines_overdue" | "deadlines_warned";
        /** @description Something that waits for the person. */
        WorkView: {
            /** Format: int64 */
            count: number;
            /** @description The list that shows the rows. */
            list: components["schemas"]["WorkList"];
            name: components["schemas"]["WorkName"];
            /** @description Its query. */
            query: string;
            /** @description The name in the caller's language. */
            title: string;
        };
        /** @description A limit as it is written: an amount, a setting, or neither for what runs as agreed. */
        WrittenLimit: {
            /** @description Empty for all. */
            agency_kinds: components["schemas"]["AgencyKind"][];
            /** Format: int64 */
            amount: number | null;
            setting: components["schemas"]["SettingName"] | null;
            unit: components["schemas"]["ClockUnit"];
        };
        /** @description A rule as it is written. */
        WrittenRule: {
            /** @description Small letters and `_`. */
            code: string;
            effect: components["schemas"]["ClockEffect"];
            enabled: boolean;
            ground: components["schemas"]["Ground"] | null;
            /** @description The first that holds for an agency counts. */
            limits: components["schemas"]["WrittenLimit"][];
            owner: components["schemas"]["ClockOwner"];
            start: components["schemas"]["ClockStart"];
            title: components["schemas"]["Bilingual"];
            /**
             * Format: int64
             * @description How many hours before its limit it warns; null where a setting says it.
             */
            warn_hours: number | null;
            warn_setting: components["schemas"]["SettingName"] | null;
        };
        /** @description The holidays and the working weekends of a year. */
        YearTable: {
            /** @description One may begin in the last days of the year before. */
            closed: components["schemas"]["Holiday"][];
            /** @description Weekend days on which offices are open. */
            open: components["schemas"]["Day"][];
            /** Format: int32 */
            year: number;
        };
        /** @description The figures of a year (+08:00). */
        YearView: {
            /** @description Whether the stock balances at both ends of the year, and the year leads from the one to the other. */
            balanced: boolean;
            /** @description The first instant after it. */
            before: components["schemas"]["Time"];
            by_agency: components["schemas"]["AgencyYearView"][];
            /** @description January first. */
            by_month: components["schemas"]["MonthView"][];
            categories: components["schemas"]["CategoriesView"];
            /** @description Where they were when it ended: received = in custody + on loan + in dispute + released + lost. */
            closing: components["schemas"]["Stock"];
            counted_from: components["schemas"]["CountedFrom"];
            /** @description The report's paragraph, each figure with its scope. */
            figures: components["schemas"]["FigureView"][];
            /** @description The year's first instant. */
            from: components["schemas"]["Time"];
            hours_saved: components["schemas"]["HoursView"];
            /** @description Where all pieces ever received were when the year began. */
            opening: components["schemas"]["Stock"];
            /** Format: int32 */
            year: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    review_accounts: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountReview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountReviewView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_agencies: {
        parameters: {
            query?: {
                /** @description Whether its people can sign in, and others be registered for it. */
                active?: boolean;
                /** @description `next` from the previous page. */
                cursor?: string;
                kind?: components["schemas"]["AgencyKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Part of the name, also of a former one, or the unit code. */
                q?: string;
                /** @description `code` unless said, or `-code`. */
                sort?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_AgencyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_agency: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgency"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["AgencyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_agency: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["AgencyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencyEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_agencies: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencyImport"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_checkpoints: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_CheckpointView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /** @description The whole name of an action, such as `ItemReceived`. */
                action?: string;
                actor_id?: components["schemas"]["UserId"];
                /** @description Logged before this time. */
                before?: components["schemas"]["Time"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Logged at this time or later. */
                from?: components["schemas"]["Time"];
                /** @description The label code of an item. */
                item?: string;
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /**
                 * @description What the entry is about, as people call it: the whole number of a request, case, seizure list, document or print batch, a label code, a
                 *     login, the code of a place or agency, a name, also a former one; or an id.
                 */
                subject?: string;
                /** @description What else the entry is about. */
                subject_id?: components["schemas"]["SubjectId"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_AuditEntryView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_audit_entries: {
        parameters: {
            query?: {
                /** @description The whole name of an action, such as `ItemReceived`. */
                action?: string;
                actor_id?: components["schemas"]["UserId"];
                /** @description Logged before this time. */
                before?: components["schemas"]["Time"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("seq" | "at" | "action" | "actor" | "agency" | "item" | "name" | "item_seq" | "kind" | "subject_code" | "subject")[];
                /** @description Logged at this time or later. */
                from?: components["schemas"]["Time"];
                /** @description The label code of an item. */
                item?: string;
                item_id?: components["schemas"]["ItemId"];
                /**
                 * @description What the entry is about, as people call it: the whole number of a request, case, seizure list, document or print batch, a label code, a
                 *     login, the code of a place or agency, a name, also a former one; or an id.
                 */
                subject?: string;
                /** @description What else the entry is about. */
                subject_id?: components["schemas"]["SubjectId"];
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_findings: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                kind?: components["schemas"]["FindingKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Not answered yet, or answered. */
                open?: boolean;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_FindingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FindingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answer_audit_finding: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["FindingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_audit_consistency: {
        parameters: {
            query?: {
                /** @description Entries of the earlier log; none unless said. */
                from?: number;
                /** @description Entries of the later log; all there are unless said. */
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_audit_subjects: {
        parameters: {
            query?: {
                /** @description The beginning of a number, code or login, a part of a name, also of a former one, or an id. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_verifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_audit_verification: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_verification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["VerificationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cases: {
        parameters: {
            query?: {
                /** @description The responsible agency. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description The whole case number. */
                case_no?: string;
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Part of the number or the name, also of former ones. */
                q?: string;
                /** @description Of this level. */
                secrecy?: components["schemas"]["SecrecyLevel"];
                /** @description `-created_at` unless said, or `created_at`, `case_no`, `-case_no`. */
                sort?: string;
                stage?: components["schemas"]["Stage"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_CaseView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_case: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCase"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_case: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_case_secrecy: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSecrecy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_certificate_shown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateShown"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_clock_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockRulesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_centre_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CentreRulesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_centre_rules: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClockRules"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CentreRulesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    try_clock_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CentreRules"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockTrialView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_clock_rule_versions: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ClockRuleVersionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_clues: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Searched"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_clues: {
        parameters: {
            query?: {
                /** @description Whose people have to act. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                rule?: components["schemas"]["ClueRule"];
                /** @description How they stand, separated by commas: `open`, `explained`, `corrected`; all unless said. */
                statuses?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ClueView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_clue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ClueId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClueView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_clue: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ClueId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExplanation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClueView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_clue_items: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["ClueId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ClueItemView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deadlines: {
        parameters: {
            query?: {
                /** @description Whose limit it is. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Due before this time. */
                due_before?: components["schemas"]["Time"];
                /** @description Due at this time or later. */
                due_from?: components["schemas"]["Time"];
                /** @description About the item, its list, its case or its loans. */
                item_id?: components["schemas"]["ItemId"];
                /** @description How they stand, separated by commas: `green`, `yellow`, `red`, `kept`, `missed`; those that still run unless said. */
                lights?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Only those that wait for the caller, or for the unit the caller heads. */
                mine?: boolean;
                request_id?: components["schemas"]["RequestId"];
                /** @description The code of a rule. */
                rule?: string;
                seizure_list_id?: components["schemas"]["SeizureListId"];
                subject?: components["schemas"]["ClockSubject"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_DeadlineView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_discrepancies: {
        parameters: {
            query?: {
                /** @description The agency responsible for the item. */
                agency_id?: components["schemas"]["AgencyId"];
                condition?: components["schemas"]["Condition"];
                /** @description `next` from the previous page. */
                cursor?: string;
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Not resolved yet, or resolved. */
                open?: boolean;
                /** @description Found during this request. */
                request_id?: components["schemas"]["RequestId"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_DiscrepancyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_discrepancy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["DiscrepancyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscrepancyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_discrepancy: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["DiscrepancyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewResolution"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscrepancyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_documents: {
        parameters: {
            query?: {
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                kind?: components["schemas"]["DocumentKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description The whole number. */
                number?: string;
                /** @description Part of the number or the title. */
                q?: string;
                /** @description Belonging to this request, or named by it. */
                request_id?: components["schemas"]["RequestId"];
                /** @description `-created_at` unless said, or `created_at`. */
                sort?: string;
                state?: components["schemas"]["RecordState"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_DocumentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_document: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDocument"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_document: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_document: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentCorrection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_extensions: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Waiting for a decision, or decided. */
                open?: boolean;
                /** @description Of this loan. */
                request_id?: components["schemas"]["RequestId"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
                /** @description Only those this person can decide on. */
                waiting_for_me?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ExtensionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ExtensionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide_extension: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ExtensionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_factor_rule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewValue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_filed_tables: {
        parameters: {
            query?: {
                /** @description A time within the week, which is not to come; the present one where none is named. */
                week_of?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_files: {
        parameters: {
            query?: {
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                discrepancy_id?: components["schemas"]["DiscrepancyId"];
                document_id?: components["schemas"]["DocumentId"];
                handover_id?: components["schemas"]["HandoverId"];
                /** @description Showing this item, also where they are about a discrepancy or a line of a request. */
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                line_no?: number;
                request_id?: components["schemas"]["RequestId"];
                seizure_list_id?: components["schemas"]["SeizureListId"];
                /** @description With these bytes. */
                sha256?: string;
                /** @description `-created_at` unless said, or `created_at`. */
                sort?: string;
                state?: components["schemas"]["FileState"];
                subject?: components["schemas"]["FileSubject"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    announce_file: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_file_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_file_content: {
        parameters: {
            query: {
                /** @description The byte it begins with: as many have come before. */
                offset: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_file: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotedMarks"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_file_screen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    strike_file: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_file_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_handovers: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                request_id?: components["schemas"]["RequestId"];
                status?: components["schemas"]["HandoverStatus"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_HandoverView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_handover: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHandover"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_handover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["HandoverId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_handover: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["HandoverId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSignature"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_handover: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["HandoverId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverWithdrawal"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answer_identity_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityArrival"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_identity_provider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_identity_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRequest"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_items: {
        parameters: {
            query?: {
                /** @description The responsible agency. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description Counts the states as they were at this time, by the last movement before it; only items that had moved by then. */
                as_of?: components["schemas"]["Time"];
                borrower_id?: components["schemas"]["UserId"];
                case_id?: components["schemas"]["CaseId"];
                category?: components["schemas"]["Category"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Received at least so many days ago, and still here or on loan. */
                held_days?: number;
                /** @description The holder's whole name. */
                holder_name?: string;
                legal_status?: components["schemas"]["LegalStatus"];
                /** @description Page size, 50 by default. */
                limit?: number;
                place_id?: components["schemas"]["PlaceId"];
                /** @description Words to search for in code, name, features, model, serial number, holder, owner and case. */
                q?: string;
                /** @description Received before this time. */
                received_before?: components["schemas"]["Time"];
                /** @description Received at this time or later. */
                received_from?: components["schemas"]["Time"];
                /** @description Seized before this time. */
                seized_before?: components["schemas"]["Time"];
                /** @description Seized at this time or later. */
                seized_from?: components["schemas"]["Time"];
                seizure_list_id?: components["schemas"]["SeizureListId"];
                /**
                 * @description `-registered_at` unless said, `registered_at`, `code`, `-code`, `valuation`, `-valuation`, `seized_at`, `-seized_at`,
                 *     `received_at`, `-received_at`, or `line_no` for the order of the seizure lists; what has no value or was never received
                 *     comes below everything else. A search always answers the newest first.
                 */
                sort?: string;
                /** @description Custody states, separated by commas. */
                states?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
                /** @description Valued at this or more, in the smallest unit of whatever currency. */
                valuation_from?: number;
                /** @description Valued at this or less, in the smallest unit of whatever currency. */
                valuation_to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ItemView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_items: {
        parameters: {
            query?: {
                /** @description The responsible agency. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description Counts the states as they were at this time, by the last movement before it; only items that had moved by then. */
                as_of?: components["schemas"]["Time"];
                borrower_id?: components["schemas"]["UserId"];
                case_id?: components["schemas"]["CaseId"];
                category?: components["schemas"]["Category"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("code" | "name" | "category" | "features" | "model" | "serial_no" | "pieces" | "unit" | "weight" | "measured" | "denominations" | "valuation" | "currency" | "grade" | "vin" | "plate" | "engine_no" | "imei" | "holder" | "owner" | "state" | "legal_status" | "place" | "borrower" | "disposition" | "seal_no" | "case_no" | "case" | "list_no" | "line_no" | "agency" | "responsible_agency" | "remark" | "seized" | "registered" | "received" | "released")[];
                /** @description Received at least so many days ago, and still here or on loan. */
                held_days?: number;
                /** @description The holder's whole name. */
                holder_name?: string;
                legal_status?: components["schemas"]["LegalStatus"];
                place_id?: components["schemas"]["PlaceId"];
                /** @description Words to search for in code, name, features, model, serial number, holder, owner and case. */
                q?: string;
                /** @description Received before this time. */
                received_before?: components["schemas"]["Time"];
                /** @description Received at this time or later. */
                received_from?: components["schemas"]["Time"];
                /** @description Seized before this time. */
                seized_before?: components["schemas"]["Time"];
                /** @description Seized at this time or later. */
                seized_from?: components["schemas"]["Time"];
                seizure_list_id?: components["schemas"]["SeizureListId"];
                /**
                 * @description `-registered_at` unless said, `registered_at`, `code`, `-code`, `valuation`, `-valuation`, `seized_at`, `-seized_at`,
                 *     `received_at`, `-received_at`, or `line_no` for the order of the seizure lists; what has no value or was never received
                 *     comes below everything else. A search always answers the newest first.
                 */
                sort?: string;
                /** @description Custody states, separated by commas. */
                states?: string;
                /** @description Valued at this or more, in the smallest unit of whatever currency. */
                valuation_from?: number;
                /** @description Valued at this or less, in the smallest unit of whatever currency. */
                valuation_to?: number;
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_item: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    classify_item: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassificationCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_item: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Correction"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_history: {
        parameters: {
            query?: {
                /** @description Only events after this one. */
                after?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemEventView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_label: {
        parameters: {
            query?: {
                format?: "svg" | "png";
            };
            header?: never;
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": number[];
                    "image/svg+xml": string;
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_label: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replacement"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelabelledView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemProofView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_label_contents: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_LabelContentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_label_content: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLabelContent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelContentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_label_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["LabelContentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelContentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_label_content: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["LabelContentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelContentEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelContentView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_label: {
        parameters: {
            query?: {
                /**
                 * @description Code of an item, also one it carried before, or of a place where the content is for places; sample words when
                 *     absent. An item that was cancelled has no label.
                 */
                code?: string;
                /** @description Name of a label content; the profile's when absent. */
                content?: string;
                /** @description A `ContentLayout` as JSON that is being edited, instead of the content's. */
                content_layout?: string;
                /** @description A `PaperLayout` as JSON that is being edited, instead of the profile's. */
                paper_layout?: string;
                /** @description Name of a paper profile; the usual one when absent. */
                profile?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_labels: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retirement"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetiredView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_labels: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description In this state; blank unless said. */
                state?: components["schemas"]["LabelState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_LabelView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_list_views: {
        parameters: {
            query: {
                /** @description Of this list. */
                list: components["schemas"]["ViewedList"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save_list_view: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewListView"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_list_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ListViewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_list_view: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["ListViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListViewEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_loans: {
        parameters: {
            query?: {
                /** @description The borrower's agency. */
                agency_id?: components["schemas"]["AgencyId"];
                borrower_id?: components["schemas"]["UserId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Still out and due before this time. */
                due_before?: components["schemas"]["Time"];
                /** @description Still out and due at this time or later. */
                due_from?: components["schemas"]["Time"];
                /** @description Handed out before this time. */
                handed_out_before?: components["schemas"]["Time"];
                /** @description Handed out at this time or later. */
                handed_out_from?: components["schemas"]["Time"];
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Still out, or come back. */
                open?: boolean;
                /** @description Still out after the due time, or not (yet). */
                overdue?: boolean;
                request_id?: components["schemas"]["RequestId"];
                /** @description `due_at` unless said, or `-due_at`. */
                sort?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_LoanView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_loans: {
        parameters: {
            query?: {
                /** @description The borrower's agency. */
                agency_id?: components["schemas"]["AgencyId"];
                borrower_id?: components["schemas"]["UserId"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("number" | "code" | "name" | "category" | "pieces" | "case_no" | "case" | "purpose" | "borrower" | "agency" | "out" | "due" | "overdue" | "returned" | "return_number" | "condition")[];
                /** @description Still out and due before this time. */
                due_before?: components["schemas"]["Time"];
                /** @description Still out and due at this time or later. */
                due_from?: components["schemas"]["Time"];
                /** @description Handed out before this time. */
                handed_out_before?: components["schemas"]["Time"];
                /** @description Handed out at this time or later. */
                handed_out_from?: components["schemas"]["Time"];
                item_id?: components["schemas"]["ItemId"];
                /** @description Still out, or come back. */
                open?: boolean;
                /** @description Still out after the due time, or not (yet). */
                overdue?: boolean;
                request_id?: components["schemas"]["RequestId"];
                /** @description `due_at` unless said, or `-due_at`. */
                sort?: string;
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_movements: {
        parameters: {
            query?: {
                /** @description What happened, separated by commas, such as `ItemReceived,ItemReleased`. */
                actions?: string;
                /** @description Done by this person, as first or second custodian. */
                actor_id?: components["schemas"]["UserId"];
                /** @description The agency that seized the item. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Before this time. */
                moved_before?: components["schemas"]["Time"];
                /** @description At this time or later. */
                moved_from?: components["schemas"]["Time"];
                /** @description From this place or to it. */
                place_id?: components["schemas"]["PlaceId"];
                request_id?: components["schemas"]["RequestId"];
                /** @description `-moved_at` unless said, or `moved_at`. */
                sort?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_MovementView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_movements: {
        parameters: {
            query?: {
                /** @description What happened, separated by commas, such as `ItemReceived,ItemReleased`. */
                actions?: string;
                /** @description Done by this person, as first or second custodian. */
                actor_id?: components["schemas"]["UserId"];
                /** @description The agency that seized the item. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("leaf" | "moved" | "code" | "name" | "action" | "request" | "from_state" | "to_state" | "from" | "from_name" | "to" | "to_name" | "from_borrower" | "to_borrower" | "actor" | "second" | "receiver" | "reason" | "condition")[];
                item_id?: components["schemas"]["ItemId"];
                /** @description Before this time. */
                moved_before?: components["schemas"]["Time"];
                /** @description At this time or later. */
                moved_from?: components["schemas"]["Time"];
                /** @description From this place or to it. */
                place_id?: components["schemas"]["PlaceId"];
                request_id?: components["schemas"]["RequestId"];
                /** @description `-moved_at` unless said, or `moved_at`. */
                sort?: string;
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_items: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MovesCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultsView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overdue_table: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                table: components["schemas"]["OverdueTable"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverdueTableView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overdue_table_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                table: components["schemas"]["OverdueTable"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_paper: {
        parameters: {
            query: {
                form: components["schemas"]["PaperForm"];
                request_id?: components["schemas"]["RequestId"];
                seizure_list_id?: components["schemas"]["SeizureListId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_paper_profiles: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_PaperProfileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_paper_profile: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPaperProfile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperProfileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_paper_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PaperProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperProfileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_paper_profile: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["PaperProfileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperProfileEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperProfileView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_paper_profile_calibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PaperProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_paper_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSettingsView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_paper_settings: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSettingsView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_papers: {
        parameters: {
            query?: {
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description SHA-256 of a file, hexadecimal: the issue that this very file is, if it is one. */
                file_sha256?: string;
                form?: components["schemas"]["PaperForm"];
                /** @description Of the item's seizure list and of requests that name it. */
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Only those that no other replaced, or only replaced ones. */
                newest?: boolean;
                /** @description The whole number. */
                number?: string;
                request_id?: components["schemas"]["RequestId"];
                seizure_list_id?: components["schemas"]["SeizureListId"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_PaperView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_paper: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedPaper"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PaperId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_paper_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PaperId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_passkeys_offered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysOffered"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_places: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceImport"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_place_series: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlaceSeries"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceSeriesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_places: {
        parameters: {
            query?: {
                /** @description Whether goods can be put there. */
                active?: boolean;
                /** @description The whole code. */
                code?: string;
                /** @description `next` from the previous page. */
                cursor?: string;
                kind?: components["schemas"]["PlaceKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Standing in this place. */
                parent_id?: components["schemas"]["PlaceId"];
                /** @description Part of the name, also of a former one, or the code. */
                q?: string;
                /** @description Holding goods up to this level. */
                secrecy?: components["schemas"]["SecrecyLevel"];
                /** @description `code` unless said, or `-code`. */
                sort?: string;
                /** @description Built for this. */
                storage_class?: components["schemas"]["StorageClass"];
                /** @description Whether it stands in no other place. */
                top?: boolean;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_PlaceView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_place: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlace"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PlaceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_place: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["PlaceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_print_batches: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description With a label of this item. */
                item_id?: components["schemas"]["ItemId"];
                /** @description Of this kind. */
                kind?: components["schemas"]["PrintKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Printed by this person. */
                printed_by?: components["schemas"]["UserId"];
                /** @description In this status. */
                status?: components["schemas"]["PrintStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_PrintBatchView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    print_labels: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPrintBatch"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintBatchView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_print_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PrintBatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintBatchView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_print_batch_pdf: {
        parameters: {
            query?: {
                /** @description Needed once the file was fetched before; one line of at most 500 characters. */
                reason?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["PrintBatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_print_lines: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["PrintBatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_PrintLineView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_year_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sum_stays: {
        parameters: {
            query?: {
                /** @description Whose turn it is. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                item_id?: components["schemas"]["ItemId"];
                /** @description Only those whose limit has passed, or only those whose has not. */
                late?: boolean;
                reason?: components["schemas"]["StayReason"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StayReport"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stock_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReport"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_requests: {
        parameters: {
            query?: {
                /** @description The applicant's agency. */
                agency_id?: components["schemas"]["AgencyId"];
                applicant_id?: components["schemas"]["UserId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                kind?: components["schemas"]["RequestKind"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description The returns of this loan. */
                loan_id?: components["schemas"]["RequestId"];
                /** @description The whole number. */
                number?: string;
                /** @description Oldest first, as a queue is worked. */
                oldest_first?: boolean;
                /** @description Part of the number or the reason, of the case's number or name, or of the applicant's name. */
                q?: string;
                /** @description `-created_at` unless said, `created_at`, `submitted_at`, or `-submitted_at`; drafts are before everything submitted. */
                sort?: string;
                /** @description Statuses, separated by commas. */
                statuses?: string;
                /** @description Submitted before this time. */
                submitted_before?: components["schemas"]["Time"];
                /** @description Submitted at this time or later. */
                submitted_from?: components["schemas"]["Time"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
                /** @description Of which goods changed hands that nobody has signed for, completed at this time or later, or not yet. */
                unsigned_since?: components["schemas"]["Time"];
                /**
                 * @description Only those whose next step this person can take: to approve, to carry out, or returned for correction. Oldest
                 *     first.
                 */
                waiting_for_me?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draft_request: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_requests: {
        parameters: {
            query?: {
                /** @description The applicant's agency. */
                agency_id?: components["schemas"]["AgencyId"];
                applicant_id?: components["schemas"]["UserId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("number" | "kind" | "status" | "applicant" | "agency" | "responsible_agency" | "case_no" | "case" | "reason" | "lines" | "open" | "purpose" | "disposition" | "due" | "submitted" | "approved" | "closed")[];
                kind?: components["schemas"]["RequestKind"];
                /** @description The returns of this loan. */
                loan_id?: components["schemas"]["RequestId"];
                /** @description The whole number. */
                number?: string;
                /** @description Oldest first, as a queue is worked. */
                oldest_first?: boolean;
                /** @description Part of the number or the reason, of the case's number or name, or of the applicant's name. */
                q?: string;
                /** @description `-created_at` unless said, `created_at`, `submitted_at`, or `-submitted_at`; drafts are before everything submitted. */
                sort?: string;
                /** @description Statuses, separated by commas. */
                statuses?: string;
                /** @description Submitted before this time. */
                submitted_before?: components["schemas"]["Time"];
                /** @description Submitted at this time or later. */
                submitted_from?: components["schemas"]["Time"];
                /** @description Of which goods changed hands that nobody has signed for, completed at this time or later, or not yet. */
                unsigned_since?: components["schemas"]["Time"];
                /**
                 * @description Only those whose next step this person can take: to approve, to carry out, or returned for correction. Oldest
                 *     first.
                 */
                waiting_for_me?: boolean;
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestDetail"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_request: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide_request: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_request_blockers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockerView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    execute_request: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecutionCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_request_extensions: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Waiting for a decision, or decided. */
                open?: boolean;
                /** @description Of this loan. */
                request_id?: components["schemas"]["RequestId"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
                /** @description Only those this person can decide on. */
                waiting_for_me?: boolean;
            };
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_ExtensionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_extension: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExtension"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_request_lines: {
        parameters: {
            query?: {
                /** @description Only lines after this one. */
                after?: number;
                /** @description Only lines that ended like this; `pending` for those still to be carried out. */
                outcome?: components["schemas"]["LineOutcome"];
            };
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestLineView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reveal_receiver_document: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide_request_refusals: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalsDecisionCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_request: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_request: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionCall"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scan: {
        parameters: {
            query?: {
                /** @description Code of the place the item is to be put; without a request, the item is to be moved there. */
                place?: string;
                /** @description A request that is being carried out, the item as usual: accepted, released, lent, or returned intact. */
                request_id?: components["schemas"]["RequestId"];
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /**
                 * @description A label code; the beginning of a number of a request, case, seizure list or document, of a case also of a former
                 *     one; or words.
                 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HitView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_security_rule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                name: components["schemas"]["SettingName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewValue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_seizure_lists: {
        parameters: {
            query?: {
                /** @description The agency that seized. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description The whole number. */
                list_no?: string;
                /** @description `-created_at` unless said, or `created_at`. */
                sort?: string;
                state?: components["schemas"]["RecordState"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_SeizureListView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_seizure_list: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSeizureList"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeizureListView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_seizure_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SeizureListId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeizureListView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_seizure_list: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["SeizureListId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeizureListView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_seizure_list: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["SeizureListId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeizureListCorrection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeizureListView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_with_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CertificateSignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_certificates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCertificate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CertificateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_as_second: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_as_second_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyShown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_up_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorSecret"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_with_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentitySignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_identity_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedIdentity"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRequest"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_identities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedIdentitiesView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    link_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedIdentityView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlink_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["LinkedIdentityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_proof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedChallenge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOffer"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_passkeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_passkey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["PasskeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyName"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PasskeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reauthenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reauthentication"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reauthenticate_with_identity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reauthenticate_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyShown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_sessions: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_SessionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_own_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_setting: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                name: components["schemas"]["SettingName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewValue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    found_centre: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Founding"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundedView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stays: {
        parameters: {
            query?: {
                /** @description Whose turn it is. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                item_id?: components["schemas"]["ItemId"];
                /** @description Only those whose limit has passed, or only those whose has not. */
                late?: boolean;
                /** @description Page size, 50 by default. */
                limit?: number;
                reason?: components["schemas"]["StayReason"];
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_StayView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_supervision_notices: {
        parameters: {
            query?: {
                /** @description Who has to answer. */
                agency_id?: components["schemas"]["AgencyId"];
                case_id?: components["schemas"]["CaseId"];
                clue_id?: components["schemas"]["ClueId"];
                /** @description `next` from the previous page. */
                cursor?: string;
                item_id?: components["schemas"]["ItemId"];
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Only those that were not answered in time and are still to be answered, or only the others. */
                overdue?: boolean;
                /** @description How they stand, separated by commas: `awaiting_answer`, `answered`, `accepted`, `withdrawn`; all unless said. */
                statuses?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_supervision_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNotice"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_supervision_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_supervision_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeOpinion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answer_supervision_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNoticeAnswer"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    repeat_supervision_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRepetition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_supervision_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
                /** @description The version that was seen, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeOpinion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_users: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserImport"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: {
                /** @description Of this agency. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description Only those of whom the first part of a password waits to be released. */
                awaits_release?: boolean;
                /** @description Cleared up to this level. */
                clearance?: components["schemas"]["SecrecyLevel"];
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Whether the account can no longer be used. */
                disabled?: boolean;
                /** @description Page size, 50 by default. */
                limit?: number;
                /** @description Part of the name, also of a former one, or the login. */
                q?: string;
                /** @description For whoever reviews accounts: only those that are due to be confirmed, by the setting `account_review_days`. */
                review_due?: boolean;
                /** @description Having this role, besides others or not. */
                role?: components["schemas"]["Role"];
                /** @description `login` unless said, or `-login`. */
                sort?: string;
                /** @description Whether to count all rows the list would show. */
                total?: boolean;
                /** @description For whoever reviews accounts: only those that can be used and nobody has signed in to since this time. */
                unused_since?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_user: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordPartView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_users: {
        parameters: {
            query?: {
                /** @description Of this agency. */
                agency_id?: components["schemas"]["AgencyId"];
                /** @description Only those of whom the first part of a password waits to be released. */
                awaits_release?: boolean;
                /** @description Cleared up to this level. */
                clearance?: components["schemas"]["SecrecyLevel"];
                /** @description The columns wanted, separated by commas, in that order; every one unless said. */
                columns?: ("login" | "name" | "badge" | "agency" | "roles" | "other_accounts" | "clearance" | "second_factor" | "locked" | "awaits_release" | "disabled" | "created" | "last" | "reviewed")[];
                /** @description Whether the account can no longer be used. */
                disabled?: boolean;
                /** @description Part of the name, also of a former one, or the login. */
                q?: string;
                /** @description For whoever reviews accounts: only those that are due to be confirmed, by the setting `account_review_days`. */
                review_due?: boolean;
                /** @description Having this role, besides others or not. */
                role?: components["schemas"]["Role"];
                /** @description `login` unless said, or `-login`. */
                sort?: string;
                /** @description For whoever reviews accounts: only those that can be used and nobody has signed in to since this time. */
                unused_since?: components["schemas"]["Time"];
            };
            header?: never;
            path: {
                format: components["schemas"]["Format"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    "text/csv": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_user: {
        parameters: {
            query?: never;
            header: {
                /** @description The version being edited, as its ETag says it. */
                "If-Match": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grant_clearance: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClearance"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_user: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_factor: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_identities: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_lock: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_password_part: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordPartView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_password: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordPartView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grant_roles: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    separate_person: {
        parameters: {
            query?: never;
            header: {
                /** @description A UUID; a repeated call with the same key gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_user_sessions: {
        parameters: {
            query?: {
                /** @description `next` from the previous page. */
                cursor?: string;
                /** @description Page size, 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageView_SessionView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_user_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_user_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
                session_id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_weekly_table: {
        parameters: {
            query?: {
                /** @description A time within the week, which is not to come; the present one where none is named. */
                week_of?: components["schemas"]["Time"];
            };
            header?: never;
            path: {
                table: components["schemas"]["WeeklyTable"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeeklyTableView"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_weekly_table_pdf: {
        parameters: {
            query?: {
                /** @description A time within the week, which is not to come; the present one where none is named. */
                week_of?: components["schemas"]["Time"];
            };
            header?: never;
            path: {
                table: components["schemas"]["WeeklyTable"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": number[];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_work: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkView"][];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    is_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    is_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Refused; `code` says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
