"""The headings of candidates' files: our own, and those of other systems' exports."""

from app.exchange.headings import Headings, match_headings
from app.exchange.refusal import BadFile

#: Each field's keys, our own first, then from the plainest to the least certain.
ALIASES: dict[str, tuple[str, ...]] = {
    "name": (
        *("name", "fullname", "candidatename", "applicantname", "candidatefullname"),
        *("displayname", "candidate", "applicant"),
    ),
    "first_name": (
        *("firstname", "givenname", "forename", "candidatefirstname", "applicantfirstname"),
        *("first", "givennames", "preferredfirstname"),
    ),
    "last_name": (
        *("lastname", "surname", "familyname", "candidatelastname", "applicantlastname"),
        "last",
    ),
    "email": (
        *("email", "email1", "emailaddress", "emailaddress1", "primaryemail"),
        *("primaryemailaddress", "candidateemail", "candidateemailaddress", "applicantemail"),
        *("emailprimary", "personalemail", "contactemail", "emails", "emailaddresses", "mail"),
    ),
    "phone": (
        *("phone", "phone1", "phonenumber", "phonenumber1", "primaryphone"),
        *("primaryphonenumber", "candidatephone", "candidatephonenumber", "applicantphone"),
        *("phones", "phonenumbers", "mobile", "mobilephone", "mobilenumber", "cellphone", "cell"),
        *("telephone", "telephonenumber", "tel", "contactnumber"),
    ),
    "current_title": (
        *("currenttitle", "title", "currentjobtitle", "currentposition", "currentrole"),
        *("headline", "candidateheadline", "candidatetitle", "occupation"),
    ),
    "current_employer": (
        *("currentemployer", "company", "currentcompany", "employer", "companyname"),
        *("candidatecompany", "currentorganization", "currentorganisation", "organization"),
        "organisation",
    ),
    "location": (
        *("location", "currentlocation", "candidatelocation", "address1", "address"),
        *("candidateaddress", "homeaddress", "city", "candidatecity"),
    ),
    "time_zone": ("timezone", "candidatetimezone", "tz"),
    "source": (
        *("source", "sources", "sourcename", "candidatesource", "applicationsource"),
        *("sourcedfrom", "channel"),
    ),
    "applied_at": (
        *("appliedat", "applicationdate", "dateapplied", "applied", "appliedon", "applieddate"),
        *("dateofapplication", "applicationsubmittedat", "applicationsubmitted"),
        *("submissiondate", "submittedat", "applicationcreatedat", "dateadded", "addedon"),
        *("addeddate", "createdat", "createdon", "datecreated", "creationdate"),
    ),
    "interviewed_at": (
        *("interviewedat", "interviewdate", "dateinterviewed", "interviewedon"),
        *("finalinterviewdate", "finalinterview", "lastinterviewdate", "lastinterview"),
        *("onsitedate", "interviewat"),
    ),
    "portfolio_url": (
        *("portfoliourl", "portfolio", "portfoliolink", "website1", "website", "websiteurl"),
        *("personalwebsite", "portfoliowebsite", "websites"),
    ),
    "linkedin_url": (
        *("linkedinurl", "linkedin", "linkedinprofile", "linkedinprofileurl", "linkedinlink"),
        "socialmedia1",
    ),
    "notes": ("notes", "note", "comments", "comment", "candidatenotes"),
    "external_id": (
        *("externalid", "candidateid", "personid", "applicantid", "profileid", "atsid"),
        *("greenhouseid", "leverid", "ashbyid", "workableid", "contactid", "id"),
    ),
}

_HIRING = "You choose the requisition yourself."
_STAGE = "Stages are kept here, from the import on."
_PEOPLE = "The requisition's own team looks after its candidates."
_DERIVED = "Worked out here, never read from a file."
_SORTING = "Tags and pools of another system are not kept."
_FILES = "Attach files to the candidacy after the import."

#: Headings we know and don't read. ``candidate_id``, spelled so, is the one of our own export.
LEFT: dict[str, str] = {
    "candidate_id": "Our own number; people are known by e-mail or external_id.",
    "lastwordat": _DERIVED,
    "nextpromisedue": _DERIVED,
    **dict.fromkeys(
        (
            *("job", "jobs", "jobname", "jobtitle", "jobid", "jobpost", "posting", "postings"),
            *("postingtitle", "requisition", "requisitionid", "requisitioncode", "reqid"),
            *("position", "role", "vacancy", "opening", "department", "team", "office"),
        ),
        _HIRING,
    ),
    **dict.fromkeys(
        (
            *("stage", "stages", "currentstage", "stagename", "currentinterviewstage", "status"),
            *("candidatestatus", "applicationstatus", "applicationstage", "milestone", "step"),
            *("disqualified", "rejected", "rejectionreason", "rejecteddate", "archivereason"),
            *("archivedreason", "archivedat", "hiredat", "lastactivity", "lastactivityat"),
        ),
        _STAGE,
    ),
    **dict.fromkeys(
        (
            *("owner", "recruiter", "coordinator", "hiringmanager", "sourcer", "followers"),
            *("addedby", "referredby", "whogetscredit"),
        ),
        _PEOPLE,
    ),
    **dict.fromkeys(("tag", "tags", "candidatetags", "pool", "talentpool", "labels"), _SORTING),
    **dict.fromkeys(("resume", "resumes", "cv", "resumeurl", "coverletter", "files"), _FILES),
}


def candidate_headings(header: list[str]) -> Headings:
    """Return what we understand of a file of candidates.

    Raise BadFile where no column could say who a row is.
    """
    headings = match_headings(header, ALIASES, LEFT)
    fields = {column.field for column in headings.taken}
    if not fields & {"name", "first_name", "last_name"}:
        raise BadFile(
            "No column holds the name. Call one “name”, or two “first_name” and “last_name”."
        )
    if not fields & {"email", "external_id"}:
        raise BadFile("No column holds the e-mail address. Call it “email”.")
    return headings
