# The finished site behind nginx:
#     docker build -t parcel . && docker run --rm -p 8080:80 parcel
# SITE_URL is where it will be published, REPOSITORY_URL whose links to edit it shows, BUILD_DATE the
# day (YYYY-MM-DD) on which facts are called old: docker build --build-arg SITE_URL=https://example.org/ .
# The bases are pinned by their full versions; write their digests behind them to pin their bytes too.
FROM python:3.12.11-bookworm AS build
ARG SITE_URL=""
ARG REPOSITORY_URL=""
ARG BUILD_DATE=""
WORKDIR /project
COPY . .
RUN make site REQUIREMENTS=requirements-site.txt

FROM nginxinc/nginx-unprivileged:1.28.0-alpine
COPY .github/hosting/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /project/site/ /usr/share/nginx/html/
# Without rights of root; Docker lets everybody in a container listen on port 80.
USER 101
EXPOSE 80
