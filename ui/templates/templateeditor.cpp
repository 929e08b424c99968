#include "ui/templates/templateeditor.h"

#include "models/services/services.h"
#include "models/services/templateservice.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/common/versioncompare.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QJsonValue>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

TemplateEditor::TemplateEditor(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_title(new Label({}, TextStyle::Heading, this))
    , m_state(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_banner(new Banner(Banner::Kind::Info, this))
    , m_subject(new QLineEdit(this))
    , m_body(new MarkdownEditor(tr("Text of the template"), u"templateBody"_s, this))
    , m_pages(new QStackedWidget(this))
    , m_versions(new VersionCompare(this))
    , m_compare(new QPushButton(tr("Versions"), this))
    , m_names(wrappedLabel({}, TextStyle::FinePrint, this))
    , m_reason(new QLineEdit(this))
    , m_legalBox(new QWidget(this))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_approve(new QPushButton(tr("Record legal's approval"), this))
    , m_save(new QPushButton(tr("Save version"), this))
{
    build();
    watchDraft();
    refresh();
}

TemplateEditor::~TemplateEditor()
{
    m_draft->flush();
}

void TemplateEditor::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addLayout(buildHead());
    layout->addWidget(m_state);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_subject->setObjectName(u"templateSubject"_s);
    m_subject->setAccessibleName(tr("Subject of the template"));
    m_subject->setPlaceholderText(tr("Subject"));
    m_subject->setMaxLength(200);
    layout->addWidget(m_subject);
    m_pages->addWidget(m_body);
    m_pages->addWidget(m_versions);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_names);
    auto *legal = new QVBoxLayout(m_legalBox);
    legal->setContentsMargins({});
    legal->addWidget(m_legal);
    layout->addWidget(m_legalBox);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    m_reason->setObjectName(u"templateReason"_s);
    m_reason->setAccessibleName(tr("What changes, and why"));
    m_reason->setPlaceholderText(tr("What changes, and why"));
    m_reason->setMaxLength(300);
    foot->addWidget(m_reason, 1);
    foot->addStretch(0); // where there is no reason to give, the buttons stay as wide as their words
    m_approve->setObjectName(u"templateApprove"_s);
    connect(m_approve, &QPushButton::clicked, this, &TemplateEditor::approve);
    foot->addWidget(m_approve);
    m_save->setObjectName(u"templateSave"_s);
    m_save->setAccessibleName(tr("Save a version of this template"));
    m_save->setProperty("primary", true);
    connect(m_save, &QPushButton::clicked, this, &TemplateEditor::save);
    foot->addWidget(m_save);
    layout->addLayout(foot);
    const auto edited = [this] {
        if (m_filling || !m_loaded)
            return;
        if (isDirty())
            m_draft->touch();
        else
            m_draft->discard();
        refresh();
    };
    connect(m_subject, &QLineEdit::textChanged, this, edited);
    connect(m_body, &MarkdownEditor::edited, this, edited);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { refresh(); });
}

QLayout *TemplateEditor::buildHead()
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    m_compare->setObjectName(u"templateVersions"_s);
    m_compare->setAccessibleName(tr("Compare the versions of this template"));
    m_compare->setCheckable(true);
    connect(m_compare, &QPushButton::toggled, this, [this](bool on) {
        m_pages->setCurrentIndex(on ? 1 : 0);
        m_names->setVisible(!on);
        if (on)
            readVersions();
    });
    head->addWidget(m_compare);
    return head;
}

void TemplateEditor::watchDraft()
{
    m_draft->watch(
        u"subject"_s, [this] { return QJsonValue(m_subject->text()); },
        [this](const QJsonValue &v) { m_subject->setText(v.toString()); });
    m_draft->watch(
        u"body"_s, [this] { return QJsonValue(m_body->markdown()); },
        [this](const QJsonValue &v) { m_body->setMarkdown(v.toString()); });
    m_draft->watch(u"reason"_s, m_reason);
    m_legal->watch(*m_draft, u"legal"_s);
    connect(m_draft, &FormDraft::restored, this, [this] {
        if (isDirty())
            m_banner->show(Banner::Kind::Info, tr("What you had typed is back."),
                           tr("It is not saved as a version yet."));
        refresh();
    });
}

void TemplateEditor::showTemplate(const NoticeTemplate &text)
{
    const bool same =
        m_loaded && text.audience == m_text.audience && text.phase == m_text.phase && text.language == m_text.language;
    if (same && isDirty()) {
        m_text.version = text.version; // what is typed goes on from there; nothing of it is lost
        m_text.id = text.id;
        return refresh();
    }
    m_draft->flush();
    m_text = text;
    m_loaded = true;
    m_filling = true;
    m_subject->setText(text.subject);
    m_body->setMarkdown(text.body);
    m_body->setLanguage(text.language);
    m_body->setFilledFields(templatePlaceholders(text.audience));
    if (!same) {
        m_reason->clear();
        m_banner->hide();
    }
    m_filling = false;
    m_title->setText(u"%1 · %2 · %3"_s.arg(nameOf(text.audience), nameOf(text.phase), languageName(text.language)));
    QStringList names;
    for (const QString &name : templatePlaceholders(text.audience))
        names << u"{{"_s + name + u"}}"_s;
    m_names->setText(tr("Placeholders: %1").arg(names.join(u' ')));
    if (!same)
        m_compare->setChecked(false);
    else if (m_compare->isChecked())
        readVersions();
    if (!same)
        m_draft->open(u"template/%1/%2/%3"_s.arg(codeOf(text.audience), codeOf(text.phase), text.language), {});
    refresh();
}

NoticeTemplate TemplateEditor::typed() const
{
    NoticeTemplate t = m_text;
    t.subject = m_subject->text().trimmed();
    t.body = m_body->markdown().trimmed();
    return t;
}

bool TemplateEditor::isDirty() const
{
    const NoticeTemplate t = typed();
    return m_loaded && (t.subject != m_text.subject.trimmed() || t.body != m_text.body.trimmed());
}

void TemplateEditor::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const bool keeps = mayDo(status.person.roles, Right::KeepTemplates, true) && !status.readOnly;
    const QString why = status.readOnly ? tr("This database can only be read.")
                        : keeps         ? QString()
                                        : tr("This needs the role %1.").arg(roleNames(rolesWith(Right::KeepTemplates)));
    const bool waits = m_text.id > 0 && !m_text.isApproved();
    m_compare->setEnabled(m_text.id > 0);
    m_compare->setToolTip(m_text.id > 0 ? QString() : tr("There is only the version the program came with."));
    m_subject->setReadOnly(!keeps);
    m_body->setReadOnly(!keeps);
    m_state->setText(m_text.id == 0 ? tr("Comes with the program. A version of your own takes its place once legal has "
                                         "approved it.")
                     : waits        ? tr("The newest version, by %1, waits for legal; until then %2 is used.")
                                   .arg(m_text.authorName,
                                        m_text.approved > 0 ? tr("the one approved before") : tr("the program's own"))
                             : tr("Approved by legal, and in use."));
    m_reason->setVisible(isDirty());
    m_save->setVisible(isDirty() || !keeps);
    m_save->setEnabled(keeps && !m_busy && isDirty() && !m_reason->text().trimmed().isEmpty());
    m_save->setToolTip(!why.isEmpty() ? why : tr("Say what changes, and why. It is used once legal has approved it."));
    // Legal who did not write it decides by log-in; else what legal said is written down.
    const bool legal = mayDo(status.person.roles, Right::ApproveNotice, true) && m_text.author != status.person.id;
    m_legalBox->setVisible(waits && !isDirty() && keeps && !legal);
    m_approve->setVisible(waits && !isDirty());
    m_approve->setText(legal ? tr("Approve as legal") : tr("Record legal's approval"));
    m_approve->setAccessibleName(legal ? tr("Approve this template as legal")
                                       : tr("Record legal's approval of this template"));
    const bool mayApprove = keeps || mayDo(status.person.roles, Right::ApproveNotice, true);
    m_approve->setEnabled(!m_busy && mayApprove && !status.readOnly);
    m_approve->setToolTip(mayApprove ? QString()
                                     : tr("This needs the role %1.").arg(roleNames(rolesWith(Right::ApproveNotice))));
}

void TemplateEditor::readVersions()
{
    m_ui.workspace->run<QList<TemplateVersion>>(
        this, [t = m_text](Services &s) { return s.templates.versions(t); },
        [this](const Result<QList<TemplateVersion>> &read) {
            if (!read)
                return m_banner->show(Banner::Kind::Error, read.error().userText);
            QList<TextVersion> shown;
            int used = -1;
            for (const TemplateVersion &v : *read) {
                if (v.inForce)
                    used = static_cast<int>(shown.size());
                QString name = v.id == 0
                                   ? tr("As it came with the program")
                                   : tr("%1: %2, %3").arg(shown.size()).arg(v.authorName, TimeText().full(v.atMs));
                if (v.inForce)
                    name += tr(" · in use");
                else if (!v.approvedByName.isEmpty())
                    name += tr(" · approved by %1").arg(v.approvedByName);
                shown.append({name, v.subject + u"\n\n"_s + v.body +
                                        (v.reason.isEmpty() ? QString() : u"\n\n"_s + tr("Why: %1").arg(v.reason))});
            }
            // What legal has to look at: the newest against what is used now.
            m_versions->setVersions(shown, used == shown.size() - 1 ? -1 : used);
        });
}

void TemplateEditor::save()
{
    m_busy = true;
    refresh();
    m_draft->act<void>(
        this, [t = typed(), reason = m_reason->text()](Services &s) { return s.templates.save(t, reason); },
        [this](const Result<void> &done) {
            if (done)
                m_text = typed();
            answer(done ? nullptr : &done.error(), tr("Version saved; it waits for legal"));
        });
}

void TemplateEditor::approve()
{
    // Whoever is legal and did not write it decides by log-in; else what legal said is written down.
    const bool attested = m_legalBox->isVisible();
    if (attested)
        if (const QString missing = m_legal->missing(); !missing.isEmpty())
            return m_banner->show(Banner::Kind::Warning, missing);
    m_busy = true;
    refresh();
    m_ui.workspace->run<void>(
        this,
        [t = m_text, legal = attested ? m_legal->value() : Attestation{}](Services &s) {
            return s.templates.approve(t, legal);
        },
        [this](const Result<void> &done) {
            answer(done ? nullptr : &done.error(), tr("Approved; it is used from now on"));
        });
}

void TemplateEditor::answer(const Error *error, const QString &said)
{
    m_busy = false;
    if (error) {
        m_banner->show(Banner::Kind::Error, error->userText);
        return refresh();
    }
    m_banner->hide();
    m_reason->clear();
    if (m_ui.say)
        m_ui.say(said);
    refresh();
    Q_EMIT changed();
}

} // namespace tocsin
