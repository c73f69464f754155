//! Letters: subject and text of each, as the product ships them; an establishment may put its own in their place. Plain
//! text, one main action. `{{ name }}` is filled in when the letter is written; what each may name:
//! `domain::letter::Template::variables`.

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::letter::Template;

/// What stands around the words of every letter.
pub const FRAME: Text = text(
    "Bonjour {{ name }},\n\n{{ body }}\n\nVotre numéro de dossier : {{ number }}\n\n{{ establishment }}\nUne question : {{ contact }}\nCe mail est envoyé automatiquement, merci de ne pas y répondre.\n",
    "Hello {{ name }},\n\n{{ body }}\n\nYour file number: {{ number }}\n\n{{ establishment }}\nA question: {{ contact }}\nThis e-mail is sent automatically, please do not reply to it.\n",
);

pub const MISSING_DOCUMENT: Text = text("pièce manquante", "missing document");

pub const ALL: Text = text("Courriers", "Letters");
pub const NONE_YET: Text = text("Aucun courrier pour l'instant.", "No letter for now.");
pub const TO: Text = text("À :", "To:");
pub const MAILBOX: Text = text("Boîte aux lettres de démonstration", "Demonstration mailbox");
pub const MAILBOX_HELP: Text = text(
    "Tout ce que ce site envoie arrive ici, visible de tous. Rechargez la page pour les derniers mails et codes.",
    "All that this site sends arrives here, for everyone to see. Reload the page for the latest e-mails and codes.",
);
pub const STAFF_LOGINS: Text = text(
    "Connexions des gestionnaires, avec leurs codes du moment",
    "Logins of the staff, with their codes of the moment",
);

/// How often it was tried to send a letter, behind the moment when it was posted.
pub fn tries(count: i64, to: Language) -> String {
    say(&format!(", {count} essais"), format!(", {count} tries"), to)
}

/// Subject and text.
pub const fn shipped(it: Template) -> (Text, Text) {
    match it {
        Template::Validation => (
            text("Validez votre compte", "Validate your account"),
            text(
                "Votre compte est créé. Pour le valider, utilisez ce lien :\n\n{{ link }}\n\nCe lien n'est valable qu'un jour. Passé ce délai, demandez-en un autre : {{ again }}\n\nVos informations de connexion :\n- numéro de dossier : {{ number }}\n- ou l'adresse mail à laquelle vous recevez ce message\n- le mot de passe que vous avez choisi\n\nSi vous n'avez pas créé de compte, ignorez ce message : sans validation, il sera supprimé.",
                "Your account is created. To validate it, use this link:\n\n{{ link }}\n\nThis link is valid for one day only. After that, ask for another one: {{ again }}\n\nHow to sign in:\n- file number: {{ number }}\n- or the e-mail address at which you receive this message\n- the password that you chose\n\nIf you did not create an account, ignore this message: without validation it will be removed.",
            ),
        ),
        Template::AccountExists => (
            text("Un compte existe déjà", "There is an account already"),
            text(
                "Un compte existe déjà avec cette adresse mail. Ne créez pas de deuxième compte.\n\n- Pour vous connecter : {{ sign_in }}\n- Si vous avez oublié votre mot de passe : {{ lost_password }}\n- Si vous n'avez pas encore validé votre compte : {{ lost_code }}\n\nSi cette demande ne vient pas de vous, ignorez ce message : rien n'a changé.",
                "There is an account with this e-mail address already. Do not create a second one.\n\n- To sign in: {{ sign_in }}\n- If you forgot your password: {{ lost_password }}\n- If you have not validated your account yet: {{ lost_code }}\n\nIf it was not you who asked, ignore this message: nothing has changed.",
            ),
        ),
        Template::PasswordReset => (
            text("Réinitialisez votre mot de passe", "Reset your password"),
            text(
                "Pour choisir un nouveau mot de passe, utilisez ce lien :\n\n{{ link }}\n\nIl est valable deux heures et ne sert qu'une fois. Si vous n'avez rien demandé, ignorez ce message : votre mot de passe n'a pas changé.",
                "To choose a new password, use this link:\n\n{{ link }}\n\nIt is valid for two hours and works once. If you did not ask for anything, ignore this message: your password has not changed.",
            ),
        ),
        Template::Invitation => (
            text("Votre compte candidat est prêt", "Your account is ready"),
            text(
                "Le service des candidatures a créé un compte pour vous. Choisissez son mot de passe avec ce lien :\n\n{{ link }}\n\nIl est valable sept jours et ne sert qu'une fois. Si vous n'avez rien demandé, écrivez-nous : {{ contact }}",
                "The admissions office created an account for you. Choose its password with this link:\n\n{{ link }}\n\nIt is valid for seven days and works once. If you did not ask for it, write to us: {{ contact }}",
            ),
        ),
        Template::EmailChange => (
            text("Confirmez votre nouvelle adresse mail", "Confirm your new e-mail address"),
            text(
                "Vous avez demandé à recevoir nos mails à cette adresse. Pour le confirmer, utilisez ce lien :\n\n{{ link }}\n\nIl n'est valable qu'un jour. Sans confirmation, votre ancienne adresse reste en place.",
                "You asked to receive our e-mails at this address. To confirm, use this link:\n\n{{ link }}\n\nIt is valid for one day only. Without confirmation your old address stays in place.",
            ),
        ),
        Template::EmailChanged => (
            text("Votre adresse mail a été changée", "Your e-mail address was changed"),
            text(
                "L'adresse mail de votre compte a été remplacée par {{ new_address }}. Nos mails y sont désormais envoyés.\n\nSi ce changement ne vient pas de vous, écrivez-nous aussitôt : {{ contact }}",
                "The e-mail address of your account was replaced by {{ new_address }}. Our e-mails go there from now on.\n\nIf this change is not yours, write to us at once: {{ contact }}",
            ),
        ),
        Template::ProfileChanged => (
            text("Votre profil a été complété par nos services", "Our staff filled in your profile"),
            text(
                "Un gestionnaire a rempli ou modifié une rubrique de votre profil. Vérifiez ce qui est enregistré, et corrigez-le si besoin :\n\n{{ profile }}\n\nSi vous n'avez rien demandé, écrivez-nous : {{ contact }}",
                "A member of our staff filled in or changed a section of your profile. Check what is kept, and correct it if need be:\n\n{{ profile }}\n\nIf you did not ask for it, write to us: {{ contact }}",
            ),
        ),
        Template::CandidatureCreated => (
            text("Votre candidature est créée", "Your application is created"),
            text(
                "Votre candidature à la formation « {{ programme }} » ({{ faculty }}) est créée.\n\nDéposez maintenant les pièces justificatives, puis transmettez votre dossier avant le {{ by }}.\nUn dossier non transmis ne sera pas examiné.\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” ({{ faculty }}) is created.\n\nNow deposit the documents, then submit your file before {{ by }}.\nA file that is not submitted will not be examined.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::CandidatureCancelled => (
            text("Votre candidature est annulée", "Your application is cancelled"),
            text(
                "Votre candidature à la formation « {{ programme }} » est annulée, comme vous l'avez demandé.",
                "Your application to “{{ programme }}” is cancelled, as you asked.",
            ),
        ),
        Template::TransmissionReminder => (
            text("Votre dossier n'est pas encore transmis", "Your file is not submitted yet"),
            text(
                "Votre dossier de candidature à la formation « {{ programme }} » n'est pas encore transmis. Déposez les pièces qui manquent, puis transmettez-le avant le {{ by }}.\nUn dossier non transmis ne sera pas examiné.\n\nVotre dossier : {{ dossier }}",
                "Your file for “{{ programme }}” is not submitted yet. Deposit the documents that are missing, then submit it before {{ by }}.\nA file that is not submitted will not be examined.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::TransmissionReceipt => (
            text("Accusé de réception de votre candidature", "Acknowledgement of receipt of your application"),
            text(
                "Votre dossier de candidature à la formation « {{ programme }} » a été transmis le {{ at }}. Son état est maintenant « Réceptionné ».\n\nRéférence : {{ reference }}\nAccusé de réception : {{ receipt }}\n\nPlus aucune modification ne peut être effectuée. Vous serez informé par mail de la suite donnée à votre candidature.",
                "Your file for “{{ programme }}” was submitted on {{ at }}. Its state is now “Received”.\n\nReference: {{ reference }}\nAcknowledgement of receipt: {{ receipt }}\n\nNothing in it can be changed any more. You will be told by e-mail what becomes of your application.",
            ),
        ),
        Template::Incomplete => (
            text("Votre dossier est incomplet", "Your file is incomplete"),
            text(
                "Votre dossier de candidature à la formation « {{ programme }} » est incomplet. Pièces à corriger :\n\n{{ documents }}\n\nDéposez-les, puis transmettez à nouveau votre dossier avant le {{ by }}.\nUn dossier non transmis ne sera pas examiné. Vos autres pièces sont conservées.\n\nVotre dossier : {{ dossier }}",
                "Your file for “{{ programme }}” is incomplete. Documents to correct:\n\n{{ documents }}\n\nDeposit them, then submit your file again before {{ by }}.\nA file that is not submitted will not be examined. Your other documents are kept.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Complete => (
            text("Votre dossier est complet", "Your file is complete"),
            text(
                "Votre dossier de candidature à la formation « {{ programme }} » est complet. Il va être examiné ; vous n'avez rien à faire pour l'instant.\n\nVotre dossier : {{ dossier }}",
                "Your file for “{{ programme }}” is complete. It is going to be examined; there is nothing for you to do for now.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Favourable => (
            text("Avis favorable : confirmez votre candidature", "Favourable decision: confirm your application"),
            text(
                "Votre candidature à la formation « {{ programme }} » (décision du {{ at }}) a reçu un avis favorable.\n\nVous devez impérativement confirmer ou vous désister avant le {{ by }}. Si vous ne confirmez pas, vous ne pourrez pas vous inscrire à cette formation.\nLa confirmation ne vaut pas inscription : l'inscription administrative se fait ensuite.{% if comment %}\n\nCommentaire : {{ comment }}{% endif %}\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” (decision of {{ at }}) received a favourable decision.\n\nYou must confirm or withdraw before {{ by }}. If you do not confirm, you will not be able to enrol in this programme.\nConfirming is not enrolling: administrative enrolment comes afterwards.{% if comment %}\n\nComment: {{ comment }}{% endif %}\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Unfavourable => (
            text("Réponse à votre candidature", "Answer to your application"),
            text(
                "Votre candidature à la formation « {{ programme }} » (décision du {{ at }}) a reçu un avis défavorable.\n\nMotif : {{ ground }}{% if comment %}\n\nCommentaire : {{ comment }}{% endif %}\n\nVous pouvez contester cette décision dans les deux mois auprès de l'université, puis du tribunal administratif.\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” (decision of {{ at }}) received an unfavourable decision.\n\nGround: {{ ground }}{% if comment %}\n\nComment: {{ comment }}{% endif %}\n\nYou may contest this decision within two months, first with the university, then before the administrative court.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::ReserveList => (
            text("Liste complémentaire", "Reserve list"),
            text(
                "Votre candidature à la formation « {{ programme }} » (décision du {{ at }}) est sur la liste complémentaire, au rang {{ rank }}. Si une place se libère, vous recevrez un mail.{% if comment %}\n\nCommentaire : {{ comment }}{% endif %}\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” (decision of {{ at }}) is on the reserve list, at rank {{ rank }}. If a place becomes free, you will receive an e-mail.{% if comment %}\n\nComment: {{ comment }}{% endif %}\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::WaitingList => (
            text("Liste d'attente", "Waiting list"),
            text(
                "Votre candidature à la formation « {{ programme }} » (décision du {{ at }}) est sur liste d'attente. Vous recevrez un mail dès qu'il y a du nouveau.{% if comment %}\n\nCommentaire : {{ comment }}{% endif %}\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” (decision of {{ at }}) is on the waiting list. You will receive an e-mail as soon as there is news.{% if comment %}\n\nComment: {{ comment }}{% endif %}\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Preselection => (
            text("Vous êtes présélectionné", "You are preselected"),
            text(
                "Votre candidature à la formation « {{ programme }} » (décision du {{ at }}) est présélectionnée. L'université vous écrira pour la suite (entretien ou épreuve).{% if comment %}\n\nCommentaire : {{ comment }}{% endif %}\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” (decision of {{ at }}) is preselected. The university will write to you about what comes next (interview or test).{% if comment %}\n\nComment: {{ comment }}{% endif %}\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Promoted => (
            text(
                "Une place s'est libérée : confirmez votre candidature",
                "A place became free: confirm your application",
            ),
            text(
                "Une place s'est libérée : votre candidature à la formation « {{ programme }} », qui était sur la liste complémentaire, reçoit un avis favorable.\n\nVous devez impérativement confirmer ou vous désister avant le {{ by }}. Si vous ne confirmez pas, la place sera proposée à quelqu'un d'autre.\n\nVotre dossier : {{ dossier }}",
                "A place became free: your application to “{{ programme }}”, which was on the reserve list, receives a favourable decision.\n\nYou must confirm or withdraw before {{ by }}. If you do not confirm, the place will be offered to somebody else.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::AnswerReminder => (
            text("Votre réponse est attendue", "Your answer is awaited"),
            text(
                "Votre candidature à la formation « {{ programme }} » a reçu un avis favorable et attend votre réponse. Confirmez ou désistez-vous avant le {{ by }}.\nSans réponse à cette date, vous serez considéré comme désisté et votre place sera proposée à quelqu'un d'autre.\n\nVotre dossier : {{ dossier }}",
                "Your application to “{{ programme }}” received a favourable decision and waits for your answer. Confirm or withdraw before {{ by }}.\nWithout an answer by then you will be taken to have withdrawn, and your place will be offered to somebody else.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Confirmed => (
            text("Votre confirmation est enregistrée", "Your confirmation is recorded"),
            text(
                "Formation « {{ programme }} ».\n\nVous avez confirmé votre candidature. La confirmation ne vaut pas inscription : vous devrez procéder ultérieurement à votre inscription administrative, lorsque la plateforme d'inscription sera ouverte.\n\nVotre dossier : {{ dossier }}",
                "Programme “{{ programme }}”.\n\nYou confirmed your application. Confirming is not enrolling: you will have to go through administrative enrolment later, when enrolment opens.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::Withdrawn => (
            text("Votre désistement est enregistré", "Your withdrawal is recorded"),
            text(
                "Formation « {{ programme }} ».\n\nVous vous êtes désisté : votre place sera proposée à quelqu'un d'autre.\n\nVotre dossier : {{ dossier }}",
                "Programme “{{ programme }}”.\n\nYou withdrew: your place will be offered to somebody else.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::WithdrawnByDefault => (
            text(
                "Sans réponse de votre part, votre place est libérée",
                "Without an answer from you, your place was freed",
            ),
            text(
                "Formation « {{ programme }} ».\n\nVous n'avez pas répondu avant la date limite : vous êtes considéré comme désisté et votre place est proposée à quelqu'un d'autre.\n\nVotre dossier : {{ dossier }}",
                "Programme “{{ programme }}”.\n\nYou did not answer before the deadline: you are taken to have withdrawn, and your place is offered to somebody else.\n\nYour file: {{ dossier }}",
            ),
        ),
        Template::LoginCode => (
            text("Votre code d'authentification", "Your one-time code"),
            text(
                "Votre code d'authentification : {{ code }}\n\nIl est valable {{ minutes }} minutes, ne sert qu'une fois, et remplace tout code envoyé auparavant. Saisissez-le sur la page où vous l'avez demandé.\n\nNe le communiquez à personne : nous ne vous le demanderons jamais. Si vous n'avez rien demandé, ignorez ce message.",
                "Your one-time code: {{ code }}\n\nIt is valid for {{ minutes }} minutes, works once, and replaces any code sent before. Type it on the page where you asked for it.\n\nDo not give it to anybody: we shall never ask you for it. If you did not ask for anything, ignore this message.",
            ),
        ),
        Template::LoginLink => (
            text("Votre lien de connexion pour l'inscription", "Your sign-in link for enrolment"),
            text(
                "Pour vous connecter et vous inscrire, utilisez ce lien :\n\n{{ link }}\n\nIl est valable deux heures et ne sert qu'une fois. Si vous n'avez rien demandé, ignorez ce message.",
                "To sign in and enrol, use this link:\n\n{{ link }}\n\nIt is valid for two hours and works once. If you did not ask for anything, ignore this message.",
            ),
        ),
        Template::Identifiant => (
            text("Votre identifiant apprenant", "Your learner identifier"),
            text(
                "Votre identifiant apprenant : {{ identifiant }}\n\nPour vous connecter : {{ sign_in }}\nUn code d'authentification vous sera alors envoyé par mail.\n\nSi vous n'avez rien demandé, ignorez ce message.",
                "Your learner identifier: {{ identifiant }}\n\nTo sign in: {{ sign_in }}\nA one-time code will then be sent to you by e-mail.\n\nIf you did not ask for anything, ignore this message.",
            ),
        ),
        Template::Admitted => (
            text(
                "Vous êtes admis : votre identifiant pour l'inscription",
                "You are admitted: your identifier for enrolment",
            ),
            text(
                "Vous êtes admis(e) dans la formation « {{ programme }} ». Vous devez désormais procéder à votre inscription administrative.\n\nVotre identifiant apprenant : {{ identifiant }}\n\nIl vous sert à vous connecter pour vous inscrire ; un code d'authentification vous est alors envoyé par mail. Ce que vous avez déjà donné dans votre dossier de candidature ne vous sera pas redemandé.\n\nVotre inscription : {{ enrol }}",
                "You are admitted to “{{ programme }}”. You now have to go through administrative enrolment.\n\nYour learner identifier: {{ identifiant }}\n\nYou use it to sign in and enrol; a one-time code is then sent to you by e-mail. What you gave in your application file will not be asked again.\n\nYour enrolment: {{ enrol }}",
            ),
        ),
        Template::PaymentReceived => (
            text("Votre paiement est reçu", "Your payment is received"),
            text(
                "Nous avons reçu votre paiement de {{ amount }} pour l'inscription {{ enrolment }}, le {{ at }}.\n\nRéférence : {{ payment }}\nReçu : {{ receipt }}",
                "We received your payment of {{ amount }} for enrolment {{ enrolment }}, on {{ at }}.\n\nReference: {{ payment }}\nReceipt: {{ receipt }}",
            ),
        ),
        Template::PaymentRefused => (
            text("Votre paiement n'a pas été accepté", "Your payment was not accepted"),
            text(
                "Votre banque n'a pas accepté le paiement de {{ amount }} pour l'inscription {{ enrolment }} (référence {{ payment }}). Rien n'a été débité, et votre inscription est conservée.\n\nVérifiez auprès de votre banque le plafond de votre carte, ou prenez-en une autre, puis recommencez : {{ pay }}",
                "Your bank did not accept the payment of {{ amount }} for enrolment {{ enrolment }} (reference {{ payment }}). Nothing was debited, and your enrolment is kept.\n\nAsk your bank about the limit of your card, or take another one, then try again: {{ pay }}",
            ),
        ),
        Template::EnrolmentSubmitted => (
            text("Votre inscription est terminée", "Your enrolment is submitted"),
            text(
                "Vous avez terminé votre inscription {{ reference }} ({{ programme }}) le {{ at }}.\n\nElle sera effective une fois les droits réglés et vos informations et pièces justificatives vérifiées. Consultez-la, corrigez-la ou rééditez votre récapitulatif à tout moment :\n\n{{ enrol }}",
                "You submitted your enrolment {{ reference }} ({{ programme }}) on {{ at }}.\n\nIt will be effective once the fees are paid and your information and documents are checked. Look at it, correct it or have its summary issued again at any time:\n\n{{ enrol }}",
            ),
        ),
        Template::DocumentsRefused => (
            text("Votre inscription : des pièces sont à redéposer", "Your enrolment: documents to deposit again"),
            text(
                "Des pièces de votre inscription n'ont pas pu être acceptées :\n\n{{ documents }}\n\nRedéposez-les avant le {{ by }} : {{ enrol }}\nVos autres pièces sont conservées.\n\nCode des relations entre le public et l'administration, article L. 114-5 : « Lorsqu'une demande adressée à l'administration est incomplète, celle-ci indique au demandeur les pièces et informations manquantes exigées par les textes législatifs et réglementaires en vigueur. Elle fixe un délai pour la réception de ces pièces et informations. » Le délai au terme duquel, à défaut de décision expresse, la demande est réputée rejetée est suspendu pendant ce temps ; la production des pièces avant son terme met fin à cette suspension.",
                "Some documents of your enrolment could not be accepted:\n\n{{ documents }}\n\nDeposit them again before {{ by }}: {{ enrol }}\nYour other documents are kept.\n\nCode of relations between the public and the administration, article L. 114-5: where a request is incomplete, the administration tells which documents and information are missing and sets a deadline for them. The time after which, without an express decision, the request is taken to be refused is suspended until then; giving the documents before that date ends the suspension.",
            ),
        ),
        Template::EnrolmentValidated => (
            text("Votre inscription est validée", "Your enrolment is validated"),
            text(
                "Votre inscription ({{ programme }}) est validée.\n\nVotre numéro étudiant : {{ student_number }}\n\nVotre inscription : {{ enrol }}",
                "Your enrolment ({{ programme }}) is validated.\n\nYour student number: {{ student_number }}\n\nYour enrolment: {{ enrol }}",
            ),
        ),
        Template::EnrolmentCancelled => (
            text("Votre inscription est annulée", "Your enrolment is cancelled"),
            text(
                "Votre inscription a été annulée par le service de scolarité.\n\nMotif : {{ ground }}\n\nSi vous pensez que c'est une erreur, écrivez-nous : {{ contact }}",
                "Your enrolment was cancelled by the registry.\n\nGround: {{ ground }}\n\nIf you think that this is a mistake, write to us: {{ contact }}",
            ),
        ),
        Template::EnrolmentReopened => (
            text("Votre inscription est rouverte", "Your enrolment is open again"),
            text(
                "Le service de scolarité a rouvert votre inscription. Ce que vous aviez donné est conservé.\n\nMotif : {{ ground }}\n\nVotre inscription : {{ enrol }}",
                "The registry opened your enrolment again. What you gave is kept.\n\nGround: {{ ground }}\n\nYour enrolment: {{ enrol }}",
            ),
        ),
        Template::FeesChanged => (
            text("Vos droits d'inscription ont changé", "Your fees have changed"),
            text(
                "L'établissement a pris une décision sur vos droits d'inscription.\n\nMotif : {{ ground }}\n\nDroits d'inscription dus désormais : {{ due }}\nLe détail, ligne par ligne : {{ fees }}\n\nSi vous avez déjà payé davantage, vous n'avez rien à demander : le remboursement est proposé au service qui s'en charge.",
                "The university made a decision on your fees.\n\nGround: {{ ground }}\n\nFees due from now on: {{ due }}\nThe details, line by line: {{ fees }}\n\nIf you paid more already, you have nothing to ask for: the refund is proposed to the office in charge.",
            ),
        ),
        Template::StudentCard => (
            text(
                "Votre inscription est validée : certificat et carte",
                "Your enrolment is validated: certificate and card",
            ),
            text(
                "Votre inscription {{ year }} est validée. Votre numéro étudiant : {{ student_number }}\n\nVotre certificat de scolarité, et le QRcode qui permet d'éditer votre carte étudiante sur une borne de l'établissement, sont ici :\n\n{{ student }}\n\nVous y trouverez aussi comment activer votre espace numérique de travail (ENT).",
                "Your enrolment for {{ year }} is validated. Your student number: {{ student_number }}\n\nYour certificate of enrolment, and the QR code with which a kiosk of the university prints your student card, are here:\n\n{{ student }}\n\nYou will also find there how to activate your digital workspace (ENT).",
            ),
        ),
        Template::Sticker => (
            text(
                "Votre réinscription est validée : certificat et sticker",
                "Your re-enrolment is validated: certificate and sticker",
            ),
            text(
                "Votre réinscription {{ year }} est validée.\n\nRécupérez votre sticker {{ year }} auprès de votre secrétariat de formation : collé sur votre carte, il la rend valable pour cette année.\n\nVotre certificat de scolarité est ici : {{ student }}",
                "Your re-enrolment for {{ year }} is validated.\n\nCollect your {{ year }} sticker from your programme's office: on your card, it makes it valid for this year.\n\nYour certificate of enrolment is here: {{ student }}",
            ),
        ),
    }
}
