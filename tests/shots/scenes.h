#pragma once

namespace tocsin::shots {

class Studio;

/** Before anything is open: welcome, and every kind of trouble with a file. */
void shootStart(Studio &studio);
/** A new database: what every page says when there is nothing. */
void shootEmpty(Studio &studio);
/** The demo: board, lists, deadlines, customers, record, help, palette. */
void shootPages(Studio &studio);
/** The axis of deadlines, figures, alerts, and times told by twelve hours. */
void shootDeadlines(Studio &studio);
/** The tabs of an incident. */
void shootIncident(Studio &studio);
/** Situation, tasks, team, links, and their panels. */
void shootWorking(Studio &studio);
void shootNotices(Studio &studio);
/** Import, reachability, scope from files, recipients, versions, answers, the form, the matrix, templates. */
void shootAudience(Studio &studio);
/** No pictures: notices as they leave, .eml and PDF, in each language. */
void shootLetters(Studio &studio);
/** The panel of every act. */
void shootActs(Studio &studio);
/** The classification wizard: a run in progress, its pages, two runs side by side. */
void shootWizard(Studio &studio);
/** Legal hold and redactions. */
void shootRedaction(Studio &studio);
/** Only for who is named. */
void shootRestricted(Studio &studio);
/** Data sets, score and decision of an incident, and the register of breaches. */
void shootRisk(Studio &studio);
/** Transfers out of production, and what waits for approval. */
void shootTransfers(Studio &studio);
/** Conflicts, drafts that came back, a record that was tampered with, reading only. */
void shootTroubles(Studio &studio);
/** A server: logging in, troubles, who is there, two people changing one thing. */
void shootShared(Studio &studio);
/** Two thousand open incidents. */
void shootMany(Studio &studio);
/** Everything said twice. */
void shootLongText(Studio &studio);

} // namespace tocsin::shots
