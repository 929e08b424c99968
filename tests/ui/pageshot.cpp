#include "tests/ui/pageshot.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

void shoot(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("TOCSIN_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    const bool wide = qEnvironmentVariableIsSet("TOCSIN_SHOTS_2X");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        applyTheme(*qApp, mode);
        QCoreApplication::processEvents();
        const qreal scale = wide ? 2.0 : 1.0;
        QImage picture(page.size() * scale, QImage::Format_RGB32);
        picture.setDevicePixelRatio(scale);
        picture.fill(Theme::current().window);
        page.render(&picture);
        picture.save(u"%1/%2-%3.png"_s.arg(folder, name, mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s));
    }
    applyTheme(*qApp, Theme::Mode::Light);
}

QString unnamedFocusable(const QWidget &page)
{
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&page) ||
            widget->objectName().startsWith(u"qt_")) // parts of Qt's own widgets, which speak for their owner
            continue;
        if (widget->accessibleName().isEmpty())
            return u"%1 %2 in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                        widget->parentWidget()->objectName());
    }
    return {};
}

} // namespace tocsin
