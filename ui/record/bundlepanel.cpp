#include "ui/record/bundlepanel.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/record/bundlekeyrow.h"
#include "ui/record/longwork.h"
#include "ui/record/stamprow.h"
#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kReasonAfterMs = 100;
constexpr qint64 kMostCertificateBytes = 64 * 1024;

Result<BundleMade> makeOne(Services &s, BundleRequest request, const QString &certificateFile, const Progress &progress)
{
    if (!certificateFile.isEmpty()) {
        QFile file(certificateFile);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::Denied,
                           BundlePanel::tr("The certificate in %1 cannot be read: %2.")
                               .arg(QDir::toNativeSeparators(certificateFile), file.errorString()),
                           {}, u"stamp"_s);
        request.stamp.certificates = file.read(kMostCertificateBytes);
    }
    return s.bundles.make(request, progress);
}

} // namespace

BundlePanel::BundlePanel(const UiContext &ui, QWidget *parent)
    : Card(tr("Export for auditors"), parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
{
    build();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kReasonAfterMs);
    connect(&m_typing, &QTimer::timeout, this, &BundlePanel::look);
    for (const auto &[name, field] : {std::pair(u"incidents"_s, m_incidents), std::pair(u"recipient"_s, m_recipient),
                                      std::pair(u"purpose"_s, m_purpose)}) {
        m_draft->watch(name, field);
        connect(field, &QLineEdit::textChanged, this, [this] {
            m_looked = false;
            m_typing.start();
            refresh();
        });
    }
    connect(m_key, &BundleKeyRow::changed, this, &BundlePanel::refresh);
    connect(ui.workspace, &Workspace::opened, this, [this] { m_opened = false; }); // what is typed is the database's
    connect(ui.workspace, &Workspace::changed, this, [this] {
        if (isVisible() && !m_work->isRunning())
            m_typing.start(); // legal may have released it elsewhere
    });
    refresh();
}

void BundlePanel::build()
{
    auto *close = new QToolButton(this);
    close->setObjectName(u"bundleClose"_s);
    close->setIcon(icon(u"close", Ink::Muted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the export for auditors"));
    connect(close, &QToolButton::clicked, this, &BundlePanel::closed);
    header()->addWidget(close);
    body()->addWidget(wrappedLabel(
        tr("One zip file that opens and is checked without Tocsin: the incidents to read and as data, timelines, "
           "files, "
           "notices as sent, custody, post-mortems, and the audit record with its hashes, under a signed list of every "
           "file. What you may not read and what legal keeps privileged is left out, and listed. Who exported it is "
           "recorded."),
        TextStyle::Body, this));
    body()->addWidget(buildFields());
    auto *columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(buildRelease(), 1, Qt::AlignTop);
    m_key = new BundleKeyRow(m_ui, this);
    columns->addWidget(m_key, 1, Qt::AlignTop);
    body()->addLayout(columns);
    m_stamp = new StampRow(this);
    body()->addWidget(m_stamp);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_export = new QPushButton(icon(u"export", Ink::OnAccent), tr("Export…"), this);
    m_export->setObjectName(u"bundleExport"_s);
    m_export->setAccessibleName(tr("Export the bundle"));
    m_export->setProperty("primary", true);
    connect(m_export, &QPushButton::clicked, this, &BundlePanel::choosePath, Qt::QueuedConnection);
    row->addWidget(m_export);
    m_hint = wrappedLabel({}, TextStyle::SmallMuted, this);
    m_hint->setObjectName(u"bundleHint"_s);
    row->addWidget(m_hint, 1);
    body()->addLayout(row);
    m_work = new LongWork(this);
    body()->addWidget(m_work);
    m_banner = new Banner(Banner::Kind::Success, this);
    m_banner->setObjectName(u"bundleResult"_s);
    m_banner->hide();
    body()->addWidget(m_banner);
    m_leftOut = new QTableWidget(0, 3, this);
    m_leftOut->setObjectName(u"bundleLeftOut"_s);
    m_leftOut->setAccessibleName(tr("Left out of the bundle"));
    m_leftOut->setHorizontalHeaderLabels({tr("Incident"), tr("Left out"), tr("Why")});
    m_leftOut->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_leftOut->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_leftOut->setShowGrid(false);
    m_leftOut->setTabKeyNavigation(false);
    m_leftOut->verticalHeader()->hide();
    m_leftOut->horizontalHeader()->setHighlightSections(false);
    m_leftOut->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_leftOut->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_leftOut->setColumnWidth(0, 96);
    m_leftOut->setColumnWidth(2, 300);
    m_leftOut->setMinimumHeight(96);
    m_leftOut->hide();
    body()->addWidget(m_leftOut, 1);
    body()->addStretch(0);
}

QWidget *BundlePanel::buildFields()
{
    auto *fields = new QWidget(this);
    auto *layout = new QHBoxLayout(fields);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    const auto add = [&](const QString &name, const QString &field, const QString &label, const QString &hint,
                         QLineEdit *&edit) {
        edit = new QLineEdit(fields);
        edit->setObjectName(name);
        edit->setPlaceholderText(hint);
        auto *row = new FormRow(label, edit, fields);
        row->setFieldName(field);
        layout->addWidget(row, 1, Qt::AlignTop);
        return row;
    };
    m_incidentsRow = add(u"bundleIncidents"_s, u"incidents"_s, tr("&Incidents"), tr("INC-0421, INC-0433"), m_incidents);
    add(u"bundleRecipient"_s, u"recipient"_s, tr("&Recipient"), tr("Who it is for"), m_recipient);
    add(u"bundlePurpose"_s, u"purpose"_s, tr("&Purpose"), tr("What it is for"), m_purpose);
    return fields;
}

QWidget *BundlePanel::buildRelease()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(new Label(tr("Release by legal"), TextStyle::BodyBold, part));
    m_releaseState = wrappedLabel({}, TextStyle::Small, part);
    m_releaseState->setObjectName(u"bundleReleaseState"_s);
    layout->addWidget(m_releaseState);
    auto *row = new QHBoxLayout;
    m_release = new QPushButton(tr("Release"), part);
    m_release->setObjectName(u"bundleRelease"_s);
    m_release->setAccessibleName(tr("Release the bundle as legal"));
    connect(m_release, &QPushButton::clicked, this, &BundlePanel::releaseNow);
    row->addWidget(m_release);
    row->addStretch(1);
    layout->addLayout(row);
    return part;
}

void BundlePanel::prepare()
{
    if (!m_opened)
        m_draft->open(u"bundle"_s, {});
    m_opened = true;
    m_key->start();
    m_stamp->start();
    look();
    (m_incidents->text().isEmpty() ? m_incidents : m_recipient)->setFocus(Qt::OtherFocusReason);
}

QStringList BundlePanel::references() const
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return m_incidents->text().split(between, Qt::SkipEmptyParts);
}

bool BundlePanel::isFilled() const
{
    return !references().isEmpty() && !m_recipient->text().trimmed().isEmpty() &&
           !m_purpose->text().trimmed().isEmpty();
}

void BundlePanel::look()
{
    if (references().isEmpty()) {
        m_asked++;
        shown({});
        return;
    }
    m_ui.workspace->run<State>(
        this,
        [asked = references(), recipient = m_recipient->text().trimmed(),
         purpose = m_purpose->text().trimmed()](Services &s) -> Result<State> {
            State state;
            QStringList unreleased, by;
            for (const QString &reference : asked) {
                const qint64 number = incidentNumber(reference);
                auto incident =
                    number > 0 ? s.incidents.byNumber(number)
                               : Result<Incident>(failure(
                                     ErrorKind::Invalid,
                                     tr("%1 is no reference of an incident. Write it like INC-0421.").arg(reference)));
                auto releases = incident ? s.bundles.releases(incident->id)
                                         : Result<QList<BundleRelease>>(tl::unexpected(incident.error()));
                if (!releases) {
                    state.trouble = releases.error();
                    state.troubled = true;
                    return state;
                }
                state.incidents.append(incident->id);
                state.mayExport =
                    state.mayExport && s.session.require(Right::ExportBundle, incident->manager).has_value();
                const auto fits = std::find_if(releases->begin(), releases->end(), [&](const BundleRelease &r) {
                    return !r.used && r.recipient == recipient && r.purpose == purpose;
                });
                if (fits == releases->end())
                    unreleased << incident->reference();
                else
                    by << tr("%1, %2").arg(fits->byName, TimeText().full(fits->atMs));
            }
            by.removeDuplicates();
            state.unreleased = unreleased.join(u", "_s);
            state.released = by.join(u"; "_s);
            return state;
        },
        [this, asked = ++m_asked](const Result<State> &state) {
            if (asked != m_asked)
                return;
            State found = state.value_or(State{});
            if (!state) {
                found.trouble = state.error();
                found.troubled = true;
            }
            shown(found);
        });
}

void BundlePanel::shown(const State &state)
{
    m_state = state;
    m_looked = true;
    m_incidentsRow->setError(state.troubled ? state.trouble.userText : QString());
    refresh();
}

void BundlePanel::releaseNow()
{
    m_release->setEnabled(false);
    m_ui.workspace->run<void>(
        this,
        [incidents = m_state.incidents, recipient = m_recipient->text(), purpose = m_purpose->text()](Services &s) {
            return s.bundles.release(incidents, recipient, purpose);
        },
        [this](const Result<void> &done) {
            if (done)
                m_banner->hide();
            else
                m_banner->show(Banner::Kind::Error, done.error().userText);
            look();
        });
}

void BundlePanel::choosePath()
{
    const QString day = QDateTime::fromMSecsSinceEpoch(m_ui.workspace->clock().nowMs()).toString(u"yyyy-MM-dd"_s);
    auto *dialog = new QFileDialog(this, tr("Export for auditors"), QDir::home().filePath(u"bundle-%1.zip"_s.arg(day)),
                                   tr("Zip files (*.zip)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it never overwrites, and says so
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &BundlePanel::exportTo);
    dialog->open();
}

void BundlePanel::exportTo(const QString &path)
{
    make(path, !m_stamp->url().isEmpty());
}

void BundlePanel::make(const QString &path, bool stamped)
{
    if (m_work->isRunning())
        return;
    m_banner->hide();
    m_leftOut->hide();
    BundleRequest request;
    request.incidents = m_state.incidents;
    request.recipient = m_recipient->text();
    request.purpose = m_purpose->text();
    request.path = path;
    request.ownKey = m_key->key();
    request.program = u"Tocsin "_s + QCoreApplication::applicationVersion();
    if (stamped)
        request.stamp.url = m_stamp->url();
    const auto state = m_work->begin(tr("Writing the bundle to %1…").arg(QDir::toNativeSeparators(path)));
    m_work->focusStop();
    refresh();
    m_ui.workspace->runLong<BundleMade>(
        this,
        [request, file = stamped ? m_stamp->certificateFile() : QString(), state](Services &s) {
            return makeOne(s, request, file, WorkState::progress(state));
        },
        [this, path](const Result<BundleMade> &made) { finished(made, path); });
}

/** Without the time stamp that was asked for there is no bundle, unless the person says so. */
void BundlePanel::showFailure(const Error &error, const QString &path)
{
    const bool stopped = error.kind == ErrorKind::Canceled;
    const bool unstamped = !stopped && error.field == u"stamp"_s;
    m_banner->show(stopped ? Banner::Kind::Info : Banner::Kind::Error, error.userText,
                   stopped     ? tr("The release by legal is still good for one.")
                   : unstamped ? tr("No bundle was made. The release by legal is still good for one.")
                               : QString());
    if (unstamped)
        m_banner->addAction(tr("Export without a time stamp"), this, [this, path] { make(path, false); });
}

void BundlePanel::finished(const Result<BundleMade> &made, const QString &path)
{
    m_work->end();
    m_export->setFocus(Qt::OtherFocusReason);
    if (!made) {
        showFailure(made.error(), path);
        look();
        return;
    }
    m_draft->discard();
    m_banner->show(
        Banner::Kind::Success, tr("The bundle is at %1.").arg(QDir::toNativeSeparators(made->path)),
        tr("%1 files under one signature, %2. SHA-256 of the list of files: %3. The audit record stood at entry %4.")
                .arg(QLocale().toString(made->files), QLocale().formattedDataSize(made->bytes), made->manifestSha256)
                .arg(made->recordSeq) +
            u' ' +
            (made->stampedMs > 0
                 ? tr("Time-stamped at %1 by %2.").arg(TimeText().full(made->stampedMs), made->stampedBy)
                 : tr("It has no time stamp.")));
    showLeftOut(made->leftOut);
    look();
}

void BundlePanel::showLeftOut(const QList<LeftOut> &leftOut)
{
    m_leftOut->setRowCount(static_cast<int>(leftOut.size()));
    for (int row = 0; row < leftOut.size(); ++row) {
        const LeftOut &l = leftOut.at(row);
        int column = 0;
        for (const QString &text : {l.incident, l.what, l.reason}) {
            auto *item = new QTableWidgetItem(text);
            item->setToolTip(text);
            m_leftOut->setItem(row, column++, item);
        }
    }
    m_leftOut->setVisible(!leftOut.isEmpty());
}

void BundlePanel::refresh()
{
    const Roles roles = m_ui.workspace->status().person.roles;
    const bool busy = m_work->isRunning(), readOnly = m_ui.workspace->status().readOnly;
    const bool known = m_looked && !m_state.troubled && !m_state.incidents.isEmpty() && isFilled();
    const bool released = known && m_state.unreleased.isEmpty();
    const bool mayRelease = mayDo(roles, Right::ReleaseBundle, true);
    const QString whose = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::ReleaseBundle)));
    m_releaseState->setText(
        !known     ? tr("Legal releases each bundle for one recipient and one purpose. Name them first.")
        : released ? tr("Released: %1.").arg(m_state.released)
                   : tr("Not released yet: %1.").arg(m_state.unreleased) + (mayRelease ? QString() : u' ' + whose));
    m_release->setVisible(!released);
    m_release->setEnabled(known && mayRelease && !busy && !readOnly);
    m_release->setToolTip(mayRelease ? QString() : whose);
    const bool mayEver = mayDo(roles, Right::ExportBundle, true);
    QString why;
    if (readOnly)
        why = tr("This database is read-only: that a bundle leaves has to be recorded.");
    else if (!mayEver)
        why = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::ExportBundle)));
    else if (known && !m_state.mayExport)
        why = tr("As incident manager you export the incidents that you hold.");
    else if (!isFilled())
        why = tr("Say which incidents, for whom and what for.");
    else if (!released)
        why = known ? tr("Legal has not released it yet.") : QString();
    else if (m_key->key().isEmpty())
        why = tr("There is no key to sign it with yet.");
    m_export->setEnabled(why.isEmpty() && released && !busy);
    m_export->setToolTip(why);
    m_hint->setText(busy ? QString() : why);
    m_key->setBusy(busy);
    m_stamp->setBusy(busy);
    for (QLineEdit *field : {m_incidents, m_recipient, m_purpose})
        field->setReadOnly(busy);
}

} // namespace tocsin
