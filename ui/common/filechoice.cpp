#include "ui/common/filechoice.h"

#include <QDir>
#include <QFileDialog>
#include <QMetaObject>

namespace tocsin {

// The dialog opens once the press that asked for it is over: a screen reader's call must not wait for it.

void askForFiles(QWidget *parent, const QString &title, const QString &filter, bool many,
                 std::function<void(const QStringList &)> chosen)
{
    QMetaObject::invokeMethod(
        parent,
        [parent, title, filter, many, chosen = std::move(chosen)] {
            auto *dialog = new QFileDialog(parent, title, QDir::homePath(), filter);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(many ? QFileDialog::ExistingFiles : QFileDialog::ExistingFile);
            QObject::connect(dialog, &QFileDialog::filesSelected, parent, chosen);
            dialog->open();
        },
        Qt::QueuedConnection);
}

void askWhereToSave(QWidget *parent, const QString &title, const QString &name, const QString &filter,
                    std::function<void(const QString &)> chosen)
{
    QMetaObject::invokeMethod(
        parent,
        [parent, title, name, filter, chosen = std::move(chosen)] {
            auto *dialog = new QFileDialog(parent, title, QDir::home().filePath(name), filter);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setAcceptMode(QFileDialog::AcceptSave);
            QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
            dialog->open();
        },
        Qt::QueuedConnection);
}

} // namespace tocsin
