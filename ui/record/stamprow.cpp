#include "ui/record/stamprow.h"

#include "ui/common/filechoice.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr QLatin1StringView kUrlKey{"bundle/tsa-url"};
constexpr QLatin1StringView kFileKey{"bundle/tsa-certificate"};

} // namespace

StampRow::StampRow(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_url = new QLineEdit(this);
    m_url->setObjectName(u"stampUrl"_s);
    m_url->setPlaceholderText(u"https://tsa.example.org/"_s);
    m_row = new FormRow(tr("&Time-stamp server"), m_url, this);
    m_row->setFieldName(u"stamp"_s);
    m_row->setOptional(true);
    layout->addWidget(m_row);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_state = wrappedLabel({}, TextStyle::Small, this);
    m_state->setObjectName(u"stampState"_s);
    line->addWidget(m_state, 1);
    m_choose = new QPushButton(tr("Its certificate…"), this);
    m_choose->setObjectName(u"stampCertificate"_s);
    m_choose->setAccessibleName(tr("Choose the certificate of the time-stamp authority"));
    m_choose->setToolTip(tr("Of an authority that this system does not know. It goes into the bundle."));
    m_clear = new QPushButton(tr("Without it"), this);
    m_clear->setObjectName(u"stampNoCertificate"_s);
    m_clear->setAccessibleName(tr("Trust the system's certificates for the time stamp"));
    for (QPushButton *button : {m_choose, m_clear})
        line->addWidget(button, 0, Qt::AlignTop);
    layout->addLayout(line);
    connect(m_url, &QLineEdit::textEdited, this, [this] {
        QSettings().setValue(kUrlKey, url());
        refresh();
        Q_EMIT changed();
    });
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(
        m_choose, &QPushButton::clicked, this,
        [this] {
            askForFiles(this, tr("Certificate of the time-stamp authority"),
                        tr("Certificates (*.pem *.crt *.cer);;All files (*)"), false,
                        [this](const QStringList &files) { useCertificate(files.value(0)); });
        },
        Qt::QueuedConnection);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        useCertificate({});
        m_url->setFocus(Qt::OtherFocusReason);
    });
    refresh();
}

void StampRow::start()
{
    m_url->setText(QSettings().value(kUrlKey).toString());
    m_file = QSettings().value(kFileKey).toString();
    refresh();
}

QString StampRow::url() const
{
    return m_url->text().trimmed();
}

void StampRow::useCertificate(const QString &path)
{
    m_file = path;
    QSettings().setValue(kFileKey, path);
    refresh();
    Q_EMIT changed();
}

void StampRow::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

void StampRow::refresh()
{
    const bool any = !url().isEmpty();
    m_state->setText(
        !any ? tr("No time-stamp server is set: the bundle gets no time stamp.")
             : tr("It signs when this bundle was there, and gets the SHA-256 of the list of files and nothing else.") +
                   u' ' +
                   (m_file.isEmpty() ? tr("Its certificate has to be one that this system trusts.")
                                     : tr("Its certificate: %1.").arg(QDir::toNativeSeparators(m_file))));
    m_url->setReadOnly(m_busy);
    m_choose->setEnabled(any && !m_busy);
    m_clear->setVisible(!m_file.isEmpty());
    m_clear->setEnabled(!m_busy);
}

} // namespace tocsin
